import json
import sys

given = json.load(sys.stdin)
with open(given["article"]["source"], encoding="utf-8") as file:  # as seen from the folder of factcheck.yaml
    assert file.read() == given["text"]
print(json.dumps({"fact": "captain", "value": "Mara Lind"}))
print(json.dumps({"fact": "crossing_time", "value": "quite long"}))
