import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import { approveGrants, assignFromPackages, managePackages, readRoles } from '#modules/access/contract/permissions.ts';
import {
  administer,
  approveDestructions,
  keepArchive,
  submitForOthers,
} from '#modules/approvals/contract/permissions.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { manageRulebooks, readStatements } from '#modules/policy/contract/permissions.ts';
import { certifyUsers } from '#modules/staffing/contract/permissions.ts';
import type { Place, Things } from './company-of-places.ts';

/** Whom an operation lets in beside what its `access` declares. */
export interface AlsoLets {
  /** By the reach of these permissions, one's own things aside. */
  readonly by?: readonly PermissionContract[];
  /** Whoever decides the request. */
  readonly decider?: true;
  /** Everybody of the same employer. */
  readonly employer?: true;
  /** Everybody, and why that is right. */
  readonly everybody?: string;
  /** Heads, at these places seen from the department that they head. */
  readonly heads?: readonly Place[];
  /** These permissions instead of the declared `access`, which is wider; `own`: and one's own things. */
  readonly only?: readonly PermissionContract[];
  readonly own?: true;
}

const colleagues = 'colleagues may write to each other, and name each other';
const calendar = 'working time follows from the employer’s calendar, which everybody may know';
const passedOver = 'what isn’t the caller’s is passed over, as what doesn’t exist is';

/** A certification is the whole employer’s; of it a head is shown the own department. */
const ofTheEmployer: readonly Place[] = ['own', 'colleague', 'subordinate', 'otherDepartment'];

export const alsoLets: Readonly<Record<string, AlsoLets>> = {
  'access.explainPermission': { by: [readRoles] },
  'access.explainThing': { by: [readRoles] },
  'access.findHolders': { everybody: 'whom a request goes to is no secret: an applicant is shown it beforehand' },
  'access.listPackageGrants': { only: [managePackages, approveGrants, assignFromPackages] },
  'access.listPackages': { only: [managePackages, approveGrants, assignFromPackages] },
  'access.readMinutes': { only: [managePackages, approveGrants, assignFromPackages] },
  'access.readRole': { everybody: 'roles are the group’s; to whom they are given is shown within the reach' },
  // The proposals and the uploaded minutes there are the platform administrator’s own.
  'access.proposePackage': { only: [manageSettings] },
  'access.withdrawGrant': { only: [manageSettings] },
  // What is content is for who takes part; an administrator asks for a look.
  'approvals.comment': { decider: true },
  'approvals.copyRequest': { decider: true },
  'approvals.downloadArchive': { by: [keepArchive], decider: true },
  'approvals.downloadProof': { decider: true },
  'approvals.endDeputy': { by: [administer] },
  'approvals.listCalls': { by: [administer], decider: true },
  'approvals.listDeputies': { by: [administer] },
  'approvals.listDestructions': { only: [keepArchive, approveDestructions] },
  'approvals.listRelated': { by: [administer], decider: true },
  'approvals.printRequest': { by: [administer], decider: true },
  'approvals.readApplicant': { by: [submitForOthers] },
  'approvals.readArchive': { by: [administer, keepArchive], decider: true },
  'approvals.readFlow': { by: [administer], decider: true },
  'approvals.readForm': { by: [administer], decider: true },
  'approvals.readRequest': { by: [administer], decider: true },
  'approvals.recordOutcome': { by: [administer], decider: true },
  'approvals.setDeputy': { by: [administer] },
  'content.confirmSending': { everybody: passedOver },
  'directory.readPersonHistory': { only: [managePeople], own: true },
  'directory.readLeaving': { by: [managePeople] },
  'directory.uploadPhoto': { by: [managePeople] },
  'bots.applicationStanding': {
    everybody: 'it answers for the caller alone, and of nothing as of what is out of sight',
  },
  'leave.reckonLeave': { by: [submitForOthers] },
  'messaging.createGroup': { everybody: colleagues },
  'messaging.openDirect': { everybody: colleagues },
  'messaging.previewBroadcast': { everybody: 'it counts; how many people a department has stands in the directory' },
  'notifications.acknowledge': { everybody: passedOver },
  'notifications.markRead': { everybody: passedOver },
  'notifications.unsubscribePush': { everybody: passedOver },
  'policy.acknowledgeRulebook': { employer: true },
  'policy.listObserved': { only: [manageRulebooks] },
  'policy.readRulebook': { employer: true, by: [manageRulebooks] },
  'policy.readStatement': { by: [readStatements] },
  'staffing.answerCertified': { only: [certifyUsers], heads: ['own', 'colleague'] },
  'staffing.confirmDepartment': { only: [certifyUsers], heads: ['own', 'colleague'] },
  'staffing.listCertified': { only: [certifyUsers], heads: ofTheEmployer },
  'staffing.readCertification': { only: [certifyUsers], heads: ofTheEmployer },
  'staffing.remindProfiles': { everybody: passedOver },
  'worktime.countWorkdays': { everybody: calendar },
  'worktime.countWorkingMinutes': { everybody: calendar },
  'worktime.countWorkingMinutesOf': { everybody: calendar },
  'worktime.readCalendar': { everybody: calendar },
  'worktime.readWorkingTime': { everybody: calendar },
  'worktime.reckonDeadlines': { everybody: calendar },
};

const template = (at: Things) => ({ kind: at.template });
const onDay = { date: '2026-10-12', half: 'morning' } as const;
const leave = { kind: 'sick', from: onDay, to: { ...onDay, half: 'afternoon' }, reason: '复查' } as const;

/** How an operation's object is named, where its contract alone doesn't tell. */
export const inputs: Readonly<Record<string, (at: Things) => object>> = {
  'access.assignRole': ({ ids }) => ({
    roleId: ids.roleId,
    to: { kind: 'person', personId: ids.personId },
    scope: { kind: 'company' },
    reason: '轮岗',
  }),
  'access.changeRole': ({ ids }) => ({ roleId: ids.roleId, revision: 1, name: { zh: '早班', en: 'Early' } }),
  'access.createRole': () => ({ name: { zh: '夜班', en: 'Night' }, permissions: [] }),
  'access.proposePackage': ({ ids }) => ({
    departmentId: ids.departmentId,
    permissions: [{ permission: 'approvals.expedite', reach: 'departmentTree' }],
    resolution: { number: '总办 4 号', day: '2026-02-27', attendeeIds: [ids.personId, ids.companionId] },
    minutesId: ids.minutesId,
  }),
  'access.giveFromPackage': ({ ids }) => ({
    packageId: ids.packageId,
    permission: 'approvals.expedite',
    personId: ids.personId,
  }),
  // Of the structure that is in force; a draft takes another permission.
  'directory.readChart': () => ({}),
  'directory.previewPersonChange': ({ ids }) => ({ personId: ids.personId, change: null }),
  'privacy.complain': () => ({ about: { kind: 'nobody' }, text: '通讯录里有我的手机号' }),
  'privacy.readOwnData': () => ({ key: 'requests' }),
  'access.reviewSignIns': () => ({ kind: 'access.signIns', heldPersonIds: [] }),
  'approvals.reviewArchive': () => ({ kind: 'approvals.archive', heldPersonIds: [] }),
  'directory.reviewLeavers': () => ({ kind: 'directory.contacts', heldPersonIds: [] }),
  'messaging.reviewMessages': () => ({ kind: 'messaging.messages', heldPersonIds: [] }),
  'policy.reviewFindings': () => ({ kind: 'policy.findings', heldPersonIds: [] }),
  'directory.reviewImports': () => ({ kind: 'directory.imports', heldPersonIds: [] }),
  'leave.reviewLeave': () => ({ kind: 'leave.ledger', heldPersonIds: [] }),
  'notifications.reviewNotices': () => ({ kind: 'notifications.notices', heldPersonIds: [] }),
  'admin.reviewAudited': () => ({ kind: 'admin.audit', heldPersonIds: [] }),
  'privacy.reviewComplaints': () => ({ kind: 'privacy.complaints', heldPersonIds: [] }),
  'approvals.askToPublish': (at) => ({ ...template(at), revision: 1, note: '试行' }),
  'approvals.compareTemplate': (at) => ({ ...template(at), from: 'draft', to: 'draft' }),
  'approvals.discardTemplateDraft': (at) => ({ ...template(at), revision: 1 }),
  'approvals.exportTemplate': (at) => ({ ...template(at), from: 'draft' }),
  'approvals.listTemplateVersions': template,
  'approvals.readTemplate': template,
  'approvals.retireTemplate': (at) => ({ ...template(at), reason: '不用' }),
  'approvals.setDeputy': ({ ids }) => ({
    principalId: ids.personId,
    deputyId: ids.companionId,
    kinds: null,
    from: '2026-10-01',
    until: '2026-10-02',
    reason: '出差',
  }),
  'bots.addBot': ({ ids }) => ({ conversationId: ids.conversationId, name: '小助手', ranges: [], signed: false }),
  'access.issueActivationCodes': ({ ids }) => ({
    who: { kind: 'people', personIds: [ids.personId] },
    delivery: 'told',
  }),
  'access.previewGrant': ({ ids }) => ({
    change: {
      kind: 'give',
      roleId: ids.roleId,
      to: { kind: 'person', personId: ids.personId },
      scope: { kind: 'role' },
    },
  }),
  'approvals.readStatistics': () => ({ by: 'person', from: '2026-03-01', to: '2026-03-31' }),
  'approvals.exportStatistics': () => ({ by: 'person', from: '2026-03-01', to: '2026-03-31' }),
  'transfers.listTransfers': () => ({ whose: 'byMe' }),
  'directory.listPeople': ({ ids }) => ({ departmentId: ids.departmentId }),
  'directory.changeDepartment': ({ ids }) => ({
    departmentId: ids.departmentId,
    revision: 1,
    change: { name: '改名部' },
  }),
  'directory.createPerson': ({ ids }) => ({
    account: 'newcomer',
    name: '新同事',
    employerId: ids.employerId,
    departments: [{ departmentId: ids.departmentId, main: true }],
  }),
  'groups.createGroup': () => ({}),
  'leave.requestLeave': () => leave,
  'leave.changeLeave': ({ ids }) => ({ ...leave, requestId: ids.requestId }),
  'messaging.readMessage': ({ ids }) => ({ messageId: ids.messageId }),
};

const afterMore = 'its object comes at the end of a longer course of things, through which its module’s own tests go';
const ofProcesses = 'for processes of the program: no role has it';
const justAsked = 'takes a proof or code that the same person has asked for a moment before';
const elsewhere = 'needs another system that answers; tested with a stand-in in its module';

const of = (module: string, operations: string) => operations.split(' ').map((name) => `${module}.${name}`);

/** Operations that nothing here can answer, with the reason. That whoever hasn’t the permission is refused is asked of them all the same. */
export const unanswered: Readonly<Record<string, readonly string[]>> = {
  [ofProcesses]: [
    ...of('access', 'eraseSignIns'),
    ...of('admin', 'eraseAudited'),
    ...of(
      'approvals',
      'effectOnApprovals handOverApproverGroups handOverTasks holdForRequests whyListSeen whyRequestSeen',
    ),
    ...of('bots', 'changeCard postFromApplication'),
    ...of('bulletins', 'whyBulletinSeen'),
    ...of('directory', 'eraseImports eraseLeavers handOverSubordinates recordPhoneVerified whyPersonSeen'),
    ...of('files', 'attachFiles copyAttached copyProgramUploads detachFiles keepProgramUpload whyFileSeen'),
    ...of('groups', 'handOverLed whyGroupSeen'),
    ...of('integrations', 'readEvents scimPatch scimRead scimRemove scimReplace'),
    ...of('leave', 'eraseLeave'),
    ...of(
      'messaging',
      'eraseMessages keepGroupUntil openApplicationChat postAsApplication postCard postFilesAsApplication renameApplicationChats whyConversationSeen',
    ),
    ...of('notifications', 'eraseNotices notify readReach sendPhoneCode stopDeliveries withdrawNotices'),
    ...of('policy', 'eraseFindings holdForCases recordAbsence whyCaseSeen'),
    ...of('privacy', 'eraseComplaints'),
    ...of('transfers', 'whyTransferSeen'),
  ],
  [justAsked]: [
    ...of('access', 'acceptSignature answerSignIn confirmTotp confirmWithPasskey finishOutsideLink registerPasskey'),
  ],
  [elsewhere]: [
    ...of(
      'access',
      'beginOutsideLink compareWithLdap decideOutsideProvider stopOutsideProvider testOutsideProvider unlinkOutsideAccount',
    ),
    ...of('messaging', 'readLinkPicture'),
    ...of('notifications', 'retryDeliveries'),
  ],
  [afterMore]: [
    ...of('access', 'decideFactorReset decideSeparation listGlassChanges reviewBreakGlass'),
    ...of('admin', 'markDigestSeen readDigest'),
    ...of(
      'approvals',
      'answerFormProblem approveDestruction downloadPrint endArchiveGrant endHold exportRegister importTemplate listRegisterRows readArchived readDestruction readPublication readRegister relateRequest removeRegister saveDraft saveOverrideDraft saveTemplateDraft tryTemplate unrelateRequest withdrawDestruction',
    ),
    ...of(
      'bots',
      'admitApplication openApplication postBotMessage pressButton readApplicationPicture readCard readPicture',
    ),
    ...of('bulletins', 'markRead readBulletin takeDownBulletin'),
    ...of('content', 'answerChange contestFinding exportWords judgeFinding readFinding readRule saveRule'),
    ...of(
      'directory',
      'decideVisibility nameSuccessor readLeaving readPhoto rejectHrFile removeVisibilityRule setVisibilityRule',
    ),
    ...of(
      'integrations',
      'askForKey decideApplication decideKey fetchKey renewSecret sendAgain stopApplication stopKey testWebhook',
    ),
    ...of('files', 'readThumbnail'),
    ...of(
      'groups',
      'adoptGroup answerHandOver answerJoin askToJoin changeGroup closeReport dissolveGroup endGuest handOver inviteGuest readGroup readReport recordPatrol saveKind urgeMember',
    ),
    ...of('messaging', 'answerForward dropMessage handleMessage listAnswers listRecipients readMessage stopBroadcast'),
    ...of('policy', 'answerStateChange appeal decideAppeal decideCase explain readCase recordService waiveCase'),
    ...of('privacy', 'acceptAnswer answerComplaint objectToAnswer readComplaint releaseData voidLeaverLink'),
    ...of('staffing', 'finishFollowUp settleDifference'),
    ...of('transfers', 'endTransfer readTransfer'),
  ],
};
