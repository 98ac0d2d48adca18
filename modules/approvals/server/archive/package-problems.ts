import { type Facts, fillWords, type Language, type Words } from '#kernel/contract/words.ts';

/** Everything that can be wrong with a package, in words. */
export const packageProblems = {
  'not-a-package': { zh: '文件不是审批归档包。', en: 'The file is not an approval package.' },
  'file-missing': { zh: '缺少文件 {path}。', en: 'The file {path} is missing.' },
  'file-changed': {
    zh: '文件 {path} 被改动过：摘要与清单不符。',
    en: 'The file {path} was changed: its digest is not the one in the manifest.',
  },
  'file-extra': { zh: '多出文件 {path}，清单中没有。', en: 'The file {path} is not in the manifest.' },
  'manifest-unreadable': {
    zh: '清单 manifest.json 读不懂或被改动过格式。',
    en: 'manifest.json cannot be read, or its form was changed.',
  },
  'signature-wrong': {
    zh: '清单的签名无效：manifest.json 或 signature.json 被改动过。',
    en: 'The signature of the manifest is not valid: manifest.json or signature.json was changed.',
  },
  'key-not-trusted': {
    zh: '清单出自不受信任的密钥：整个包可能是重新制作的。',
    en: 'The manifest was signed with a key that is not trusted: the whole package may have been made anew.',
  },
  'line-unreadable': {
    zh: '{path} 第 {line} 行读不懂或被改动过格式。',
    en: 'Line {line} of {path} cannot be read, or its form was changed.',
  },
  'algorithm-unknown': {
    zh: '{where} 使用了未知算法 {algorithm}，无法核验。',
    en: '{where} uses the unknown algorithm {algorithm}.',
  },
  'event-missing': { zh: '缺少第 {seq} 个事件。', en: 'Event {seq} is missing.' },
  'event-changed': {
    zh: '第 {seq} 个事件的证据与当时的承诺值不符：内容被改动过。',
    en: 'The evidence of event {seq} is not what was committed to: it was changed.',
  },
  'event-unreadable': {
    zh: '第 {seq} 个事件的证据打不开，而密钥并未销毁。',
    en: 'The evidence of event {seq} cannot be opened although its key was not destroyed.',
  },
  'body-changed': {
    zh: '第 {seq} 个事件在数据库中被改动过：与封存的证据不符。',
    en: 'Event {seq} was changed in the database: it is not what was sealed.',
  },
  'event-not-linked': {
    zh: '第 {seq} 个事件没有接在前一个事件上：本单的链被改动过。',
    en: 'Event {seq} does not join the one before it: the chain of this request was changed.',
  },
  'chain-relinked': {
    zh: '第 {seq} 个事件的承诺值与公司证据链第 {number} 号记录不符：本单的链被重新连接过。',
    en: 'The commitment of event {seq} is not the one in link {number} of the company’s chain: the chain of this request was made anew.',
  },
  'tail-missing': {
    zh: '本单的链尾被截去：应有 {expected} 个事件，只有 {events} 个。',
    en: 'The end of this request’s chain was cut off: there should be {expected} events and there are {events}.',
  },
  'end-missing': {
    zh: '本单的链尾被截去：归档包里没有结束事件。',
    en: 'The end of this request’s chain was cut off: an archived request has an event that ends it.',
  },
  'event-removed': {
    zh: '公司证据链第 {number} 号记录的本单事件（{evidenceId}）不在事件中：被删去了。',
    en: 'Link {number} of the company’s chain recorded an event of this request ({evidenceId}) that is not among its events: it was removed.',
  },
  'head-differs': {
    zh: '本单的链头与事件不符。',
    en: 'The head of this request’s chain is not what its events make.',
  },
  'state-differs': {
    zh: '记录的状态与事件推算的不符：状态被改动过。',
    en: 'The recorded state is not what the events make: it was changed.',
  },
  'form-changed': {
    zh: '表单第 {form} 版内容与封存的证据不符：被改动过。',
    en: 'Content {form} of the form is not what was sealed: it was changed.',
  },
  'form-missing': { zh: '缺少表单第 {form} 版内容。', en: 'Content {form} of the form is missing.' },
  'form-unproved': {
    zh: '表单第 {form} 版内容没有封存的证据。',
    en: 'Nothing was sealed of content {form} of the form.',
  },
  'decision-signature-wrong': {
    zh: '第 {seq} 个事件的个人签名无效。',
    en: 'The personal signature of event {seq} is not valid.',
  },
  'opinion-file-differs': {
    zh: '第 {seq} 个事件的意见附件“{name}”不在包里，或不是签署人当时附上的内容。',
    en: 'The file “{name}” that came with the opinion of event {seq} is not in the package, or not what its signer attached.',
  },
  'change-differs': {
    zh: '第 {seq} 步随审批修改的表单内容与签署人的证据不符。',
    en: 'What was changed in the form with the answer of event {seq} is not what its signer’s evidence says.',
  },
  'erased-without-record': {
    zh: '第 {seq} 个事件的内容称已删除，但没有这次删除的记录。',
    en: 'The content of event {seq} is said to be erased, but there is no record of that.',
  },
  'link-changed': {
    zh: '公司证据链第 {number} 号被改动过：重新计算的摘要不符。',
    en: 'Link {number} of the company’s chain was changed: computing its hash again gives another.',
  },
  'link-not-joined': {
    zh: '公司证据链第 {number} 号没有接在前一号上。',
    en: 'Link {number} of the company’s chain does not join the one before it.',
  },
  'event-not-in-chain': {
    zh: '第 {seq} 个事件不在公司证据链上。',
    en: 'Event {seq} is not in the company’s chain.',
  },
  'not-signed': {
    zh: '公司证据链第 {number} 号之后没有覆盖它的签名。',
    en: 'No signature covers link {number} of the company’s chain.',
  },
  'head-signature-wrong': {
    zh: '第 {number} 号处的链头签名（{at}）无效。',
    en: 'The signature of the head at link {number} ({at}) is not valid.',
  },
  'head-not-trusted': {
    zh: '第 {number} 号处的链头签名（{at}）出自不受信任的密钥。',
    en: 'The head at link {number} ({at}) was signed with a key that is not trusted.',
  },
  'chain-rewritten': {
    zh: '公司证据链被重写过：{at} 签名的第 {number} 号链头与包里的链不符。',
    en: 'The company’s chain was rewritten: the head signed at {at} for link {number} is not the one in this package.',
  },
  'company-tail-missing': {
    zh: '公司证据链的链尾被截去：{at} 已签名到第 {signed} 号，而制作时链只到第 {number} 号。',
    en: 'The end of the company’s chain was cut off: link {signed} was signed at {at}, but the chain ended at link {number} when this was made.',
  },
  'found-when-made': {
    zh: '制作时系统自己已发现问题：第 {seq} 个事件，{what}。',
    en: 'The program itself found this when it made the package: event {seq}, {what}.',
  },
  'found-in-rows': {
    zh: '制作时系统自己已发现数据表被改动过：{what}（{where}）。',
    en: 'The program itself found changed rows when it made the package: {what} ({where}).',
  },
  'number-differs': {
    zh: '编号与提交时封存的不符。',
    en: 'The number is not the one that was sealed at submission.',
  },
  'anchor-unreadable': { zh: '锚定文件第 {line} 行读不懂。', en: 'Line {line} of the anchor file cannot be read.' },
} as const satisfies Record<string, Words>;

export interface PackageProblem {
  readonly code: keyof typeof packageProblems;
  readonly facts: Facts;
}

/** One problem as a sentence in the reader's language. */
export const packageProblemInWords = (problem: PackageProblem, language: Language): string =>
  fillWords(packageProblems[problem.code], language, problem.facts);
