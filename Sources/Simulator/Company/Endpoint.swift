/// The part of the vendor's API that the company speaks.
package enum Endpoint: String, Sendable, CaseIterable {
  case getToken = "gettoken"
  case listGroups = "externalcontact/groupchat/list"
  case getGroup = "externalcontact/groupchat/get"
  case transfer = "externalcontact/groupchat/transfer"
  case onJobTransfer = "externalcontact/groupchat/onjob_transfer"
  case addJoinWay = "externalcontact/groupchat/add_join_way"
  case getJoinWay = "externalcontact/groupchat/get_join_way"
  case updateJoinWay = "externalcontact/groupchat/update_join_way"
  case deleteJoinWay = "externalcontact/groupchat/del_join_way"
  case openGIDToChatID = "externalcontact/opengid_to_chatid"
  case unassigned = "externalcontact/get_unassigned_list"
  case followUsers = "externalcontact/get_follow_user_list"
  case getUser = "user/get"
  case listUserIDs = "user/list_id"
  case listDepartments = "department/list"
  case simpleDepartments = "department/simplelist"

  /// GET for one of these is 40058; the others take what they need from the query, whatever the method.
  var needsPost: Bool {
    switch self {
    case .listGroups, .getGroup, .transfer, .onJobTransfer, .unassigned, .listUserIDs: true
    case .addJoinWay, .getJoinWay, .updateJoinWay, .deleteJoinWay, .openGIDToChatID: true
    case .getToken, .followUsers, .getUser, .listDepartments, .simpleDepartments: false
    }
  }

  /// The array that a refusal carries along empty, in front of the error code.
  var emptyArray: StaticString? {
    switch self {
    case .listGroups: "group_chat_list"
    case .followUsers: "follow_user"
    default: nil
    }
  }

  var isTransfer: Bool { self == .transfer || self == .onJobTransfer }

  /// What it does to join ways, if it changes them.
  var joinWayWrite: JournalEntry.JoinWayWrite.Kind? {
    switch self {
    case .addJoinWay: .add
    case .updateJoinWay: .update
    case .deleteJoinWay: .delete
    default: nil
    }
  }
}
