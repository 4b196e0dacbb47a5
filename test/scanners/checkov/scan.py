"""Scans each file of a folder by itself with Checkov, in one process, and prints what every check said as JSON.

Files of `kubernetes/` are manifests, those of `terraform_plan/` plans. One file at a time, for in a scan of several
one file's network policy counts for another file's pods.
"""

import json
import logging
import os
import sys

os.environ.setdefault("CKV_IGNORE_HIDDEN_DIRECTORIES", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")
# Known after the update counts as there, as it does for Terraform's own unknowns.
os.environ["EVAL_TF_PLAN_AFTER_UNKNOWN"] = "true"

from checkov.runner_filter import RunnerFilter  # noqa: E402


def runner(framework):
    if framework == "kubernetes":
        from checkov.kubernetes.runner import Runner
    else:
        from checkov.terraform.plan_runner import Runner
    return Runner()


def scan(framework, path, skipped):
    report = runner(framework).run(
        root_folder=None,
        files=[path],
        runner_filter=RunnerFilter(framework=[framework], skip_checks=skipped),
    )
    # A file that Checkov does not know as one of its framework is passed over without a word.
    if report.parsing_errors or not report.resources:
        raise SystemExit(f"Checkov cannot read {path}")
    for passed, records in ((True, report.passed_checks), (False, report.failed_checks)):
        for record in records:
            yield {
                "file": os.path.basename(path),
                "check": record.check_id,
                "name": record.check_name,
                "resource": record.resource,
                "passed": passed,
            }


def main():
    logging.disable(logging.WARNING)
    folder, *skipped = sys.argv[1:]
    found = []
    for framework in ("kubernetes", "terraform_plan"):
        frame = os.path.join(folder, framework)
        for name in sorted(os.listdir(frame)) if os.path.isdir(frame) else []:
            found.extend(scan(framework, os.path.join(frame, name), skipped))
    json.dump(found, sys.stdout)


main()
