/**
 * Whether the server answers a question for which it has to ask the database; \`/health\` says OK without one.
 *
 * Only the standard library: the kubelet starts it every few seconds.
 */
export const checkReadiness = `"""Asks the server of this pod for one model, as the administrator."""
import base64
import os
import sys
import urllib.request

login = os.environ["MLFLOW_AUTH_ADMIN_USERNAME"] + ":" + os.environ["MLFLOW_AUTH_ADMIN_PASSWORD"]
request = urllib.request.Request(
    "http://127.0.0.1:" + os.environ["MLFLOW_PORT"] + "/api/2.0/mlflow/registered-models/search?max_results=1",
    headers={"Authorization": "Basic " + base64.b64encode(login.encode()).decode()},
)
try:
    urllib.request.urlopen(request, timeout=8).read()
except OSError as error:  # also what urllib raises for an answer that is not 200
    sys.exit(str(error))
`;
