import Model

extension API {
  /// 91039
  package static let token = API(path: "gettoken")
  /// 92120, 93414
  package static let groupList = API(path: "externalcontact/groupchat/list")
  /// 92122, 96338
  package static let group = API(path: "externalcontact/groupchat/get")
  /// 92127, 96334
  package static let transfer = API(path: "externalcontact/groupchat/transfer")
  /// 95703
  package static let onJobTransfer = API(path: "externalcontact/groupchat/onjob_transfer")
  /// 92124
  package static let unassignedList = API(path: "externalcontact/get_unassigned_list")
  package static let followUserList = API(path: "externalcontact/get_follow_user_list")
  package static let member = API(path: "user/get")
  package static let memberIDs = API(path: "user/list_id")
  package static let departments = API(path: "department/list")
}

extension API {
  /// 92229, 99547
  package static let addJoinWay = API(path: "externalcontact/groupchat/add_join_way")
  package static let joinWay = API(path: "externalcontact/groupchat/get_join_way")
  package static let updateJoinWay = API(path: "externalcontact/groupchat/update_join_way")
  package static let deleteJoinWay = API(path: "externalcontact/groupchat/del_join_way")
  package static let openGIDToChatID = API(path: "externalcontact/opengid_to_chatid")
}
