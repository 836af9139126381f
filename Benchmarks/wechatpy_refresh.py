"""What a script with wechatpy does for the same refresh: list all pages, then get each group, one call at a time.

    wechatpy_refresh.py BASE_URL SAMPLE

Gets at most SAMPLE of the groups listed, stores nothing, and prints one JSON document: seconds for the list, seconds for
the details, and how many groups and members they were.
"""
import json
import sys
import time

from wechatpy.work import WeChatClient

BASE, SAMPLE = sys.argv[1], int(sys.argv[2])


class Client(WeChatClient):
    """wechatpy's own client, sent to another host."""

    API_BASE_URL = f"{BASE}/cgi-bin/"

    def fetch_access_token(self):
        params = {"corpid": self.corp_id, "corpsecret": self.secret}
        return self._fetch_access_token(f"{self.API_BASE_URL}gettoken", params)


client = Client("wwsimulated", "simulated-secret")
start = time.monotonic()
listed = client.external_contact_group_chat.list_all(limit=1000)
listing = time.monotonic() - start

start = time.monotonic()
members = 0
chats = [row["chat_id"] for row in listed[:SAMPLE]]
for chat in chats:
    # Its own `get` does not ask for names; with them both clients read the same answers.
    answer = client.post("externalcontact/groupchat/get", data={"chat_id": chat, "need_name": 1})
    members += len(answer["group_chat"]["member_list"])
details = time.monotonic() - start

print(
    json.dumps(
        {"listed": len(listed), "listing": listing, "groups": len(chats), "members": members, "details": details}
    )
)
