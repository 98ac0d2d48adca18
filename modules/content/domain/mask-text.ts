import { findAddresses } from './find-address.ts';
import { findNumbers } from './find-numbers.ts';
import { foldText } from './fold-text.ts';

/** What is masked: numbers by their check digits, where somebody lives, and names where a word beside them says that they are one. */
export type MaskedKind = 'idCard' | 'bankCard' | 'phone' | 'homeAddress' | 'name';

export interface Masked {
  /** As long as the text was, sign for sign. */
  readonly text: string;
  readonly counts: Readonly<Partial<Record<MaskedKind, number>>>;
}

const numbers = new Set(['idCard', 'bankCard', 'phone']);
const most = 10_000;
const sign = '*';

/** Signs that stay readable at the beginning and the end, so that the one concerned is told apart and nobody else learns of them. */
const kept: Readonly<Record<MaskedKind, readonly [number, number]>> = {
  idCard: [3, 2],
  bankCard: [0, 4],
  phone: [3, 4],
  homeAddress: [3, 0],
  name: [1, 0],
};

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const named = [
  /(?:姓名|联系人|收件人|收货人|持卡人|客户|乘客|住客|宾客|患者|法定代表人)[：:]\s*([\p{Script=Han}·]{2,6})/gu,
  new RegExp(`([${surnames}]\\p{Script=Han}{1,2})(?:先生|女士|小姐)`, 'gu'),
  /(?:\bname|\bcontact)\s*[:：]\s*([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})/g,
];

/** A text with what tells of persons masked (脱敏, S3 二(二)2, P5.1). What was masked already stays as it is. */
export function maskText(text: string): Masked {
  const folded = foldText(text);
  const found: { start: number; end: number; what: MaskedKind }[] = [
    ...findNumbers(folded, numbers, most),
    ...findAddresses(folded, most),
  ].map(({ start, end, what }) => ({ start, end, what: what as MaskedKind }));
  for (const pattern of named)
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? '';
      const start = match.index + match[0].indexOf(name);
      found.push({ start, end: start + name.length, what: 'name' });
    }
  const units = text.split('');
  const counts: Partial<Record<MaskedKind, number>> = {};
  for (const { start, end, what } of found) {
    const places = units.flatMap((unit, at) => (at >= start && at < end && !/[\s\-.·/]/.test(unit) ? [at] : []));
    const [first, last] = kept[what];
    const hidden = places.slice(first, places.length - last).filter((at) => units[at] !== sign);
    if (hidden.length === 0) continue;
    for (const at of hidden) units[at] = sign;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return { text: units.join(''), counts };
}
