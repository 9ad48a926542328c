import json
import sys

article = json.load(sys.stdin)["article"]["id"]
print(json.dumps({"fact": "captain", "value": "Mara Lind"}))
if article == "gazette":
    print('{"fact": "capitan", "value": "Mara Lind"}')
    print('{"fact": "captain", "valeu": "Mara Lind"}')
    print('{"fact": "ports", "value": ["Vestby"], "evidence": {"quote": "vestby"}}')
    print('{"fact": "captain"')
