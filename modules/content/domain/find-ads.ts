import type { Span } from '../contract/rule.ts';
import { findLinks } from './find-links.ts';
import { findNumbers } from './find-numbers.ts';
import { findWords, makeWordFinder } from './find-words.ts';
import type { FoldedText } from './fold-text.ts';

const solicits = makeWordFinder([
  '稳赚',
  '包赚',
  '日结',
  '代购',
  '代开发票',
  '低价转让',
  '限时优惠',
  '限时特价',
  '拼团',
  '返利',
  '招代理',
  '诚招代理',
  '刷单',
  '贷款秒批',
  '无抵押',
  '兼职赚钱',
  '买课',
  '内部价',
]);
const answers = makeWordFinder([
  '加微信',
  '加我微信',
  '加v',
  '加vx',
  '加我',
  '私聊我',
  '私信我',
  '扫码',
  '扫二维码',
  '加q',
  '加群',
]);
const phones = new Set(['phone']);

/** An advertisement: something is offered, and a way to take it up stands in the same text. Neither alone is one. */
export function findAds(text: FoldedText, most: number): Span[] {
  const offered = findWords(solicits, text, most);
  if (offered.length === 0) return [];
  const taken = [
    ...findWords(answers, text, most),
    ...findNumbers(text, phones, most),
    ...findLinks(text, most).map(({ host, start, end }) => ({ start, end, what: host.slice(0, 60) })),
  ];
  return taken.length === 0 ? [] : [...offered, ...taken].slice(0, most);
}
