"""Drives the simulated company with wechatpy, a client written for the vendor by people who never saw the simulator.

    wechatpy_client.py BASE_URL

Prints a line for each check and `all checks passed` in the end; exits with 1 at the first check that fails.
"""
import sys

import requests
from wechatpy.exceptions import APILimitedException, WeChatClientException
from wechatpy.work import WeChatClient

BASE = sys.argv[1]
LIST = "externalcontact/groupchat/list"
TRANSFER = "externalcontact/groupchat/transfer"


class Client(WeChatClient):
    """wechatpy's own client, sent to another host."""

    API_BASE_URL = f"{BASE}/cgi-bin/"
    fetched = 0

    def fetch_access_token(self):
        self.fetched += 1
        params = {"corpid": self.corp_id, "corpsecret": self.secret}
        return self._fetch_access_token(f"{self.API_BASE_URL}gettoken", params)


def control(path, document=None):
    url = f"{BASE}/_simulator/{path}"
    response = requests.get(url, timeout=10) if document is None else requests.post(url, json=document, timeout=10)
    response.raise_for_status()
    return response.json()


def check(name, holds):
    if not holds:
        sys.exit(f"FAILED: {name}")
    print(name)


def refused(code, call, kind=WeChatClientException):
    try:
        call()
    except kind as error:
        return error.errcode == code
    return False


truth = control("company")
resigned = [person for person in truth["people"] if person["status"] == 5 and person["groups"]]
main = resigned[0]
fit = [
    person["userid"]
    for person in truth["people"]
    if person["status"] == 1 and person["customer_contact"] and person["real_name"]
    and truth["now"] - person["last_login"] < 300 * 86_400_000
]
client = Client("wwsimulated", "simulated-secret")
chats = client.external_contact_group_chat

# Token
token = client.access_token
check("a token is fetched and kept", token and client.access_token == token and client.fetched == 1)
check("the token is the same within its validity", client.fetch_access_token()["access_token"] == token)
check("a wrong secret is 40001", refused(40001, Client("wwsimulated", "wrong").fetch_access_token))
check("a wrong corp is 40013", refused(40013, Client("wwother", "simulated-secret").fetch_access_token))

# List with paging
waiting = chats.list_all(status_filter=1, owner_userid_list=[main["userid"]], limit=7)
ids = [row["chat_id"] for row in waiting]
check("list_all pages to the end", len(ids) == len(set(ids)) == main["groups"])
check("their status is 1", {row["status"] for row in waiting} == {1})
everything = chats.list_all(limit=100)
owned = sum(person["groups"] for person in truth["people"] if person["status"] != 5)
check("without a filter the groups of active owners come", len(everything) == owned)
check("an unknown owner is 40003", refused(40003, lambda: chats.list(owner_userid_list=["nobody"])))
check("a limit of 0 is 40058", refused(40058, lambda: chats.list(limit=0)))

# Get
group = chats.get(ids[0])["group_chat"]
check("get tells the owner and the members", group["owner"] == main["userid"] and len(group["member_list"]) > 0)
check("get without need_name tells no names", all("name" not in member for member in group["member_list"]))
named = client.post("externalcontact/groupchat/get", data={"chat_id": ids[0], "need_name": 1})["group_chat"]
check("get with need_name tells all names", all("name" in member for member in named["member_list"]))
check("an unknown group is 40050", refused(40050, lambda: chats.get("wrOgQhDgAAcwMTB7YmDkbeBsgT_KAAAA")))

# People
followers = client.external_contact.get_follow_user_list()["follow_user"]
check("follow users hold everybody fit", set(fit) <= set(followers) and main["userid"] not in followers)
rows, page = [], 0
while True:
    answer = client.external_contact.get_unassigned_list(page_id=page, page_size=100)
    rows += answer["info"]
    page += 1
    if answer["is_last"]:
        break
customers = sum(person.get("waiting_customers", 0) for person in truth["people"])
check("the unassigned list pages to the end", len({row["external_userid"] for row in rows}) == len(rows) == customers)
check("it tells when somebody left", {row["dimission_time"] for row in rows if row["handover_userid"] == main["userid"]}
      == {main["resigned_at"] // 1000})
check("user.get tells a member", client.user.get(fit[0])["status"] == 1)
check("user.get of a leaver is 60111", refused(60111, lambda: client.user.get(main["userid"])))
check("departments form a tree", {row["parentid"] for row in client.department.list()} >= {0, 1})

# Errors and refresh
fetched = client.fetched
control("tokens/kill", {})
check("a dead token is refreshed once and the call repeated", len(chats.list(limit=5)["group_chat_list"]) == 5
      and client.fetched == fetched + 1)
control("rules", {"expired_token_code": 42001})
control("clock", {"advance": 7300})
check("an expired token is refreshed, too", len(chats.list(limit=5)["group_chat_list"]) == 5
      and client.fetched == fetched + 2)
control("faults", [{"path": LIST, "kind": "45009"}])
check("45009 is wechatpy's own limit error", refused(45009, lambda: chats.list(limit=5), APILimitedException))
control("clock", {"advance": 61})
check("after 60 seconds the block is over", len(chats.list(limit=5)["group_chat_list"]) == 5)
control("faults", [{"path": LIST, "kind": "busy"}])
check("busy is -1", refused(-1, lambda: chats.list(limit=5)))
control("faults", [{"path": LIST, "kind": "bom"}])
check("a byte order mark breaks a naive reader only", not isinstance(chats.list(limit=5), dict))
control("rules", {"trusted_addresses": ["10.0.0.1"]})
check("an untrusted address is 60020", refused(60020, lambda: chats.list(limit=5)))
control("rules", {"trusted_addresses": None})

# Transfer
batch, target = ids[:3], fit[-1]
answer = client.post(TRANSFER, data={"chat_id_list": batch, "new_owner": target})
check("three groups go over", answer["errcode"] == 0 and answer["failed_chat_list"] == [])
answer = client.post(TRANSFER, data={"chat_id_list": batch, "new_owner": target})
check("a second time they are 90507", [row["errcode"] for row in answer["failed_chat_list"]] == [90507] * 3)
control("clock", {"advance": 5})
check("get shows the new owner", chats.get(batch[0])["group_chat"]["owner"] == target)
mine = {row["chat_id"]: row["status"] for row in chats.list_all(owner_userid_list=[target])}
check("list shows status 2", [mine[chat] for chat in batch] == [2, 2, 2])
control("clock", {"advance": 25 * 3600})
mine = {row["chat_id"]: row["status"] for row in chats.list_all(owner_userid_list=[target])}
check("and after a day 3", [mine[chat] for chat in batch] == [3, 3, 3])
check("nobody cannot become an owner: 46004",
      refused(46004, lambda: client.post(TRANSFER, data={"chat_id_list": ids[3:4], "new_owner": "nobody"})))
check("101 groups are 40058",
      refused(40058, lambda: client.post(TRANSFER, data={"chat_id_list": (ids * 2)[:101], "new_owner": target})))
# Join ways, which wechatpy has no methods for: its client, token and errors
WAY = "externalcontact/groupchat/%s_join_way"
owner = next(person["userid"] for person in truth["people"] if person["status"] == 1 and person["groups"] > 5)
rooms = [row["chat_id"] for row in chats.list_all(owner_userid_list=[owner])][:2]
content = {"scene": 2, "remark": "海报", "state": "s1", "room_base_name": "群", "room_base_id": 10, "chat_id_list": rooms}
config = client.post(WAY % "add", data=content)["config_id"]
way = client.post(WAY % "get", data={"config_id": config})["join_way"]
check("a join way comes back as it was sent", {**way, **content} == way and way["auto_create_room"] == 1)
image = requests.get(way["qr_code"], timeout=10)
check("its code is a PNG", image.headers["Content-Type"] == "image/png" and image.content.startswith(b"\x89PNG"))
for room in rooms:
    control("fill", {"chat_id": room})
scan = control("scan", {"config_id": config, "customer": "王小明"})["scans"][0]
control("clock", {"advance": 3})
room = client.post("externalcontact/groupchat/get", data={"chat_id": scan["chat_id"], "need_name": 1})["group_chat"]
check("when both groups are full a third appears", scan["new_group"] and room["name"] == "群10" and room["owner"] == owner)
check("who scanned is in it with the state",
      [(row["name"], row["join_scene"]) for row in room["member_list"] if row.get("state") == "s1"] == [("王小明", 3)])
way = client.post(WAY % "get", data={"config_id": config})["join_way"]
check("the third takes a place", way["chat_id_list"] == rooms + [scan["chat_id"]])
client.post(WAY % "update", data={"config_id": config, "scene": 2, "chat_id_list": rooms[:1]})
way = client.post(WAY % "get", data={"config_id": config})["join_way"]
check("an update overwrites", (way["remark"], way["state"], way["chat_id_list"]) == ("", "", rooms[:1]))
check("six groups are 41091", refused(41091, lambda: client.post(WAY % "add", data={**content, "chat_id_list": ids[:6]})))
client.post(WAY % "del", data={"config_id": config})
check("a deleted one is 41044", refused(41044, lambda: client.post(WAY % "get", data={"config_id": config})))
check("its image is gone", requests.get(way["qr_code"], timeout=10).status_code == 404)
writes = [entry["kind"] for entry in control("journal?type=join_way")["entries"] if entry["effect"]]
check("the journal keeps every write", writes == ["add", "update", "delete"])

transfers = [entry for entry in control("journal?type=transfer")["entries"] if entry["effect"]]
check("the journal agrees", [row["errcode"] for row in transfers[0]["results"]] == [0, 0, 0])

print("all checks passed")
