import json

print(json.dumps({"fact": "crossing_time", "value": "30 minutes", "evidence": {"quote": "half an hour"}}))
print(json.dumps({"fact": "crossing_tim", "value": "30 minutes"}))
print(json.dumps({"fact": "crossing_time", "valu": "30 minutes"}))
