import { type Facts, fillWords, type Language, type Words } from '../../contract/words.ts';

/** Everything that can be wrong with evidence, in words. */
export const evidenceProblems = {
  'format-unknown': {
    zh: '第 {line} 行：文件不是以本程序认识的证据文件头开始的。',
    en: 'Line {line}: the file does not begin with a header of evidence that this program knows.',
  },
  'line-unreadable': {
    zh: '第 {line} 行读不懂或被改动过格式。',
    en: 'Line {line} cannot be read, or its form was changed.',
  },
  'line-misplaced': {
    zh: '第 {line} 行出现在不该出现的位置。',
    en: 'Line {line} stands where no such line belongs.',
  },
  'export-changed': {
    zh: '导出文件在导出之后被改动过：各行的摘要与文件末行不符。',
    en: 'The file was changed after it was exported: the digest of its lines is not the one in its last line.',
  },
  'export-cut-off': {
    zh: '导出文件不完整：缺少末行。',
    en: 'The file is incomplete: its last line is missing.',
  },
  'algorithm-unknown': {
    zh: '第 {number} 号记录使用了未知算法 {algorithm}，无法核验。',
    en: 'Number {number} uses the unknown algorithm {algorithm} and cannot be checked.',
  },
  'link-missing': {
    zh: '链上第 {from} 至 {to} 号记录不在其位置上。',
    en: 'Links {from} to {to} of the chain are not in their place.',
  },
  'link-out-of-order': {
    zh: '第 {number} 号记录排在第 {after} 号之后：顺序被调换或有重复。',
    en: 'Link {number} comes after link {after}: links were reordered or repeated.',
  },
  'link-not-joined': {
    zh: '第 {number} 号记录没有接在它前面的记录上。',
    en: 'Link {number} does not join the link before it.',
  },
  'link-changed': {
    zh: '第 {number} 号链接被改动过：重新计算的摘要不符。',
    en: 'Link {number} was changed: computing its hash again gives another.',
  },
  'content-changed': {
    zh: '第 {number} 号记录的内容（{contentId}）与当时的承诺值不符：内容被改动过。',
    en: 'The content of link {number} ({contentId}) is not what was committed to: it was changed.',
  },
  'content-unreadable': {
    zh: '第 {number} 号记录的内容（{contentId}）无法解密，而密钥并未销毁：密文或密钥被改动过。',
    en: 'The content of link {number} ({contentId}) cannot be decrypted although its key was not destroyed: ciphertext or key was changed.',
  },
  'content-missing': {
    zh: '第 {number} 号记录的内容（{contentId}）已不在数据库中，也不是依规删除。',
    en: 'The content of link {number} ({contentId}) is gone from the database without having been erased by rule.',
  },
  'audit-row-changed': {
    zh: '审计表中的一行（{id}）被改动过：{columns} 与链上第 {number} 号记录不符。',
    en: 'A row of the audit table ({id}) was changed: {columns} differ from what link {number} recorded.',
  },
  'audit-row-missing': {
    zh: '审计表中缺少一行（{id}），链上第 {number} 号记录了它。',
    en: 'A row is gone from the audit table ({id}); link {number} recorded it.',
  },
  'audit-row-unrecorded': {
    zh: '审计表中有一行（{id}）在链上没有记录：不是本程序写入的。',
    en: 'The audit table has a row ({id}) that the chain has no record of: this program did not write it.',
  },
  'erased-without-record': {
    zh: '密钥 {keyId} 下的内容（共 {count} 条，首条为第 {number} 号）称已删除，但链上没有这次删除的记录。',
    en: 'Content under key {keyId} ({count} in all, the first at link {number}) is said to be erased, but the chain has no record of that erasure.',
  },
  'signature-wrong': {
    zh: '第 {number} 号处的链头签名（{at}）无效。',
    en: 'The signature of the head at link {number} ({at}) is not valid.',
  },
  'key-not-trusted': {
    zh: '第 {number} 号处的链头签名（{at}）出自不受信任的密钥。',
    en: 'The head at link {number} ({at}) was signed with a key that is not trusted.',
  },
  'chain-rewritten': {
    zh: '链被重写过：{at} 签名的第 {number} 号链头与现在的链不符。',
    en: 'The chain was rewritten: the head signed at {at} for link {number} is not the one in the chain now.',
  },
  'tail-missing': {
    zh: '链尾被截去：{at} 已签名到第 {signedNumber} 号，而链只到第 {lastNumber} 号。',
    en: 'The end of the chain was cut off: link {signedNumber} was signed at {at}, but the chain ends at link {lastNumber}.',
  },
  'head-differs': {
    zh: '数据库声称链到第 {headNumber} 号，与最后一条记录（第 {lastNumber} 号）不符。',
    en: 'The database says that its chain ends at link {headNumber}, which is not the last link ({lastNumber}).',
  },
  'anchor-unreadable': {
    zh: '锚定文件第 {line} 行读不懂。',
    en: 'Line {line} of the anchor file cannot be read.',
  },
} as const satisfies Record<string, Words>;

export type EvidenceProblemCode = keyof typeof evidenceProblems;

export interface EvidenceProblem {
  readonly code: EvidenceProblemCode;
  readonly facts: Facts;
}

/** One problem as a sentence in the reader's language. */
export function evidenceProblemInWords(problem: EvidenceProblem, language: Language): string {
  return fillWords(evidenceProblems[problem.code], language, problem.facts);
}
