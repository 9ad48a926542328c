import json
import sys

given = json.load(sys.stdin)
print(json.dumps({"fact": "captain", "value": f"Captain of {given['article']['id']}"}))
