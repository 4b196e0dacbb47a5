// Programs of users and of a test, each for the Python of MLflow's image. The last line of each is its answer, as JSON.

/** Makes the databases of a release from before workspaces, 18 migrations ago, with something in them. */
export const makeOlderDatabases = `
import json, os
import sqlalchemy
from alembic import command
from mlflow.server.auth.config import read_auth_config
from mlflow.server.auth.db import utils as auth
from mlflow.store.db import utils
from mlflow.store.tracking.dbmodels.initial_models import Base

uri = os.environ["MLFLOW_BACKEND_STORE_URI"]
engine = utils.create_sqlalchemy_engine_with_retry(uri)
Base.metadata.create_all(engine)
command.upgrade(utils._get_alembic_config(uri), "c8d9e0f1a2b3")
with engine.begin() as connection:
    connection.execute(sqlalchemy.text(
        "insert into experiments (experiment_id, name, lifecycle_stage) values (0, 'Default', 'active')"))
    connection.execute(sqlalchemy.text(
        "insert into registered_models (name, description) values ('heirloom', 'from an older release')"))
auth.migrate(sqlalchemy.create_engine(read_auth_config().database_uri), "8606fa83a998")
print(json.dumps("made"))
`;

/** Logs a model, registers it and points an alias to it; then a second run with a model that nobody registers. */
export const trainModels = `
import json, mlflow

class Doubler(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return [2 * value for value in model_input]

def log(**options):
    with mlflow.start_run() as run:
        mlflow.log_metric("auc", 0.9)
        info = mlflow.pyfunc.log_model(name="model", python_model=Doubler(), pip_requirements=[], **options)
        mlflow.log_text("of the run itself", "notes.txt")
    return run.info.run_id, info

mlflow.set_experiment("fraud")
kept, info = log(registered_model_name="fraud")
spare, other = log()
client = mlflow.MlflowClient()
client.set_registered_model_alias("fraud", "champion", info.registered_model_version)
print(json.dumps({"kept": kept, "spare": spare, "keptModel": info.model_id, "spareModel": other.model_id}))
`;

/** Gets the model that the alias names, and uses it; then tries what a reader must not do. */
export const useChampion = `
import json, mlflow
from mlflow.exceptions import MlflowException

def refused(act):
    try:
        act()
    except MlflowException as error:
        return error.error_code
    return "done"

client = mlflow.MlflowClient()
answer = {
    "prediction": mlflow.pyfunc.load_model("models:/fraud@champion").predict([1, 2]),
    "heirloom": client.get_registered_model("heirloom").description,
    "create": refused(lambda: client.create_registered_model("mine")),
    "alias": refused(lambda: client.delete_registered_model_alias("fraud", "champion")),
    "log": refused(lambda: mlflow.set_experiment("mine")),
}
print(json.dumps(answer))
`;

/** Deletes both runs and both logged models, as a user who tidies up does. */
export const deleteEverything = `
import json, os, mlflow
ids = json.loads(os.environ["IDS"])
client = mlflow.MlflowClient()
for run in ("kept", "spare"):
    client.delete_run(ids[run])
for model in ("keptModel", "spareModel"):
    client.delete_logged_model(ids[model])
print(json.dumps("deleted"))
`;
