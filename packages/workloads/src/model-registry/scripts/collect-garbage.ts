/**
 * Removes for good what users deleted long enough ago, except what a registered model version needs.
 *
 * Not `mlflow gc`: that looks at no model version, and takes an empty list of ids for "all".
 */
export const collectGarbage = `"""Removes deleted runs, logged models and experiments that no model version needs."""
import os
import re
import sys
import time

from mlflow import MlflowClient
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository
from mlflow.store.tracking.dbmodels.models import SqlLoggedModel
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

AGE_MILLIS = int(os.environ["ROADSTEAD_GARBAGE_DAYS"]) * 24 * 60 * 60 * 1000

client = MlflowClient()  # the server: it alone has keys to the artifacts
store = SqlAlchemyStore(os.environ["MLFLOW_BACKEND_STORE_URI"], "mlflow-artifacts:/")
failures = []
kept = []


def pages(search):
    token = None
    while True:
        page = search(token)
        yield from page
        token = page.token
        if not token:
            return


def needed_by_versions():
    """Everything by which versions of models name what they need, in one text: run ids, model ids, folders."""
    words = []
    for version in pages(lambda token: client.search_model_versions(max_results=1000, page_token=token)):
        words += [version.run_id, version.source, getattr(version, "model_id", None)]
        words.append(client.get_model_version_download_uri(version.name, version.version))
    text = " ".join(word for word in words if word)
    # A logged model that a version names also needs the run that logged it.
    for model in set(re.findall(r"\\bm-[0-9a-f]{32}\\b", text)):
        try:
            text += " " + str(store.get_logged_model(model, allow_deleted=True).source_run_id)
        except MlflowException:  # somebody else removed it for good
            print("missing logged model", model, flush=True)
    return text


def remove(kind, name, location, remove_record):
    """One failure, such as a store that does not answer, must not hold up the rest."""
    try:
        if location is not None:
            get_artifact_repository(location).delete_artifacts()
        remove_record(name)
        print("removed", kind, name, flush=True)
    except Exception as error:
        failures.append(kind + " " + name + ": " + str(error))


def is_empty(experiment):
    runs = store.search_runs([experiment.experiment_id], "", ViewType.ALL, max_results=1)
    with store.ManagedSessionMaker() as session:
        models = session.query(SqlLoggedModel).filter_by(experiment_id=int(experiment.experiment_id)).first()
        return not runs and models is None


# First what is old enough, then what is needed: a version that is registered in between still counts.
runs = [store.get_run(run).info for run in store._get_deleted_runs(older_than=AGE_MILLIS)]
models = store._get_deleted_logged_models(older_than=AGE_MILLIS)
models = [store.get_logged_model(model, allow_deleted=True) for model in models]
deleted_before = "last_update_time < " + str(int(time.time() * 1000) - AGE_MILLIS)
experiments = list(
    pages(
        lambda token: store.search_experiments(
            view_type=ViewType.DELETED_ONLY, filter_string=deleted_before, page_token=token
        )
    )
)
needed = needed_by_versions()

for run in runs:
    if run.run_id in needed:
        kept.append("run " + run.run_id)
    else:
        remove("run", run.run_id, run.artifact_uri, store._hard_delete_run)
for model in models:
    if model.model_id in needed:
        kept.append("logged model " + model.model_id)
    else:
        remove("logged model", model.model_id, model.artifact_location, store._hard_delete_logged_model)
for experiment in experiments:
    if is_empty(experiment):
        remove("experiment", experiment.experiment_id, None, store._hard_delete_experiment)
    else:
        kept.append("experiment " + experiment.experiment_id)

for name in kept:
    print("kept", name, flush=True)
if failures:
    sys.exit("\\n".join(failures))
`;
