# Mean waits of queues by ciw 3.2.7 (MIT), a queueing library of other people, for oracles.test.ts:
#   pip install ciw==3.2.7 && python3 second-opinion.py > second-opinion.json
import json
import math
import ciw

cases = [
    # servers, load, coefficient of variation of the service (its mean is 1)
    (1, 0.8, 1.0),
    (4, 0.8, 1.0),
    (4, 0.8, 0.0),
    (4, 0.8, 2.0),
    (16, 0.9, 0.5),
    (16, 0.9, 1.5),
]


def service(cv):
    if cv == 0:
        return ciw.dists.Deterministic(1)
    if cv == 1:
        return ciw.dists.Exponential(rate=1)
    variance = math.log(1 + cv * cv)
    return ciw.dists.Lognormal(mean=-variance / 2, sd=math.sqrt(variance))


rows = []
for servers, load, cv in cases:
    waits = []
    for seed in range(8):
        ciw.seed(seed)
        network = ciw.create_network(
            arrival_distributions=[ciw.dists.Exponential(rate=load * servers)],
            service_distributions=[service(cv)],
            number_of_servers=[servers],
        )
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(20000 / servers + 500)
        records = [r for r in simulation.get_all_records() if r.arrival_date > 500]
        waits.append(sum(r.waiting_time for r in records) / len(records))
    mean = sum(waits) / len(waits)
    error = math.sqrt(sum((w - mean) ** 2 for w in waits) / (len(waits) - 1) / len(waits))
    rows.append(
        {"servers": servers, "load": load, "cv": cv, "meanWait": round(mean, 4), "standardError": round(error, 4)}
    )
print(json.dumps(rows, indent=2))
