"""Python reads this file first. Puts what a library has compiled in where the test has it: the folder of a pod's
ServiceAccount token, and the port of Feast's metrics."""
import importlib.abc
import importlib.machinery
import os
import runpy
import sys


def service_account_files(module):
    folder = os.environ["TEST_SERVICE_ACCOUNT_FOLDER"]
    module.SERVICE_TOKEN_FILENAME = os.path.join(folder, "token")
    module.SERVICE_CERT_FILENAME = os.path.join(folder, "ca.crt")


def metrics_port(module):
    server = module.start_metrics_server
    server.__defaults__ = (int(os.environ["TEST_METRICS_PORT"]), *server.__defaults__[1:])


CHANGES = {"kubernetes.config.incluster_config": service_account_files, "feast.metrics": metrics_port}


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        change = CHANGES.get(name)
        spec = None if change is None else importlib.machinery.PathFinder.find_spec(name, path)
        if spec is not None:
            run = spec.loader.exec_module

            def exec_module(module):
                run(module)
                change(module)

            spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Finder())

# The file of this name that Python would have read.
own = os.path.dirname(os.path.abspath(__file__))
others = [os.path.join(folder, "sitecustomize.py") for folder in sys.path if os.path.abspath(folder) != own]
for other in filter(os.path.isfile, others):
    runpy.run_path(other)
    break
