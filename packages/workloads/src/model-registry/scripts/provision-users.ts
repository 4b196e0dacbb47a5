/**
 * Makes the users that clients sign in as, or sets their passwords to those of their Secrets. Through MLflow's API, so
 * that every server knows of a change; it can run any number of times.
 */
export const provisionUsers = `"""Makes the registry's users."""
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.request

SERVER = os.environ["MLFLOW_TRACKING_URI"]
ADMIN = (os.environ["MLFLOW_TRACKING_USERNAME"], os.environ["MLFLOW_TRACKING_PASSWORD"])
PATIENCE_SECONDS = 300


def call(method, path, login, body=None):
    """Status and text of an answer; waits for a server that is just starting."""
    token = base64.b64encode(":".join(login).encode()).decode()
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": "Basic " + token, "Content-Type": "application/json"}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        request = urllib.request.Request(SERVER + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            if error.code < 500 or time.monotonic() > deadline:
                return error.code, error.read().decode()
        except OSError as error:
            if time.monotonic() > deadline:
                return 0, str(error)
        time.sleep(2)


def provision(name, password):
    status, _ = call("GET", "/api/2.0/mlflow/registered-models/search?max_results=1", (name, password))
    if status == 200:
        return "is there"
    login = {"username": name, "password": password}
    status, text = call("POST", "/api/2.0/mlflow/users/create", ADMIN, login)
    if status == 200:
        return "made"
    if "RESOURCE_ALREADY_EXISTS" in text:
        status, text = call("PATCH", "/api/2.0/mlflow/users/update-password", ADMIN, login)
        if status == 200:
            return "has a new password"
    sys.exit("user " + name + ": " + str(status) + " " + text)


for role in ["READER", "WRITER"]:
    name = os.environ[role + "_USERNAME"]
    print("user", name, provision(name, os.environ[role + "_PASSWORD"]), flush=True)
`;
