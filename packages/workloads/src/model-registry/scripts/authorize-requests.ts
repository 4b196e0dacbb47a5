/**
 * MLflow's own login, and two rules more. Who reads only cannot create: MLflow has no such permission, every user may
 * make models and experiments. And who reads may also read the metrics, which MLflow shows to administrators only: a
 * scraper need not be one.
 */
export const authorizeRequests = `"""The server's \`authorization_function\`."""
import os

from flask import request
from mlflow.server.auth import authenticate_request_basic_auth, make_forbidden_response
from werkzeug.datastructures import Authorization

ADMIN = os.environ["MLFLOW_AUTH_ADMIN_USERNAME"]
READERS = frozenset(os.environ.get("ROADSTEAD_READERS", "").split(","))
SAFE_METHODS = frozenset(["GET", "HEAD", "OPTIONS"])


def reads():
    """MLflow asks some questions by POST; all of those end alike."""
    return request.method in SAFE_METHODS or (request.method == "POST" and request.path.endswith("/search"))


def authorize():
    answer = authenticate_request_basic_auth()
    if not isinstance(answer, Authorization) or answer.username not in READERS:
        return answer
    if request.method == "GET" and request.path == "/metrics":
        return Authorization("basic", {"username": ADMIN})
    return answer if reads() else make_forbidden_response()
`;
