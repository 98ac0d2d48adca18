const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿'];

/** Up to four digits without their group's word: 1050 → 壹仟零伍拾. Zeros between digits are one 零, those at the end none. */
function groupWords(group: number): string {
  let words = '';
  let zero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) zero = words !== '';
    else {
      words += `${zero ? '零' : ''}${digits[digit]}${places[place]}`;
      zero = false;
    }
  }
  return words;
}

/**
 * An amount of yuan in 大写, as it is written on vouchers: 140950 → 壹仟肆佰零玖元伍角整. `minor` is 分, up to 12 digits of
 * yuan; for anything else `undefined`. Where 零 may be written or left out (万 or 元 is zero and 仟 or 角 isn't), it is left
 * out. After 元 and 角 stands 整, after 分 nothing; what is owed the other way begins with 负.
 * Source: 支付结算办法 (银发〔1997〕393号), 附件一《正确填写票据和结算凭证的基本规定》, 第一至三条.
 */
export function capitalAmount(minor: number): string | undefined {
  const size = Math.abs(minor);
  if (!Number.isInteger(minor) || size > 99_999_999_999_999) return undefined;
  const [yuan, jiao, fen] = [Math.floor(size / 100), Math.floor(size / 10) % 10, size % 10];
  let words = '';
  let skipped = false;
  for (let at = groups.length - 1; at >= 0; at -= 1) {
    const group = Math.floor(yuan / 10_000 ** at) % 10_000;
    if (group === 0) {
      skipped = words !== '';
      continue;
    }
    // A zero in the highest place of a group, or a whole group of them, is read where digits stand before.
    const zero = words !== '' && (skipped || group < 1_000);
    words += `${zero ? '零' : ''}${groupWords(group)}${groups[at]}`;
    skipped = false;
  }
  if (words !== '') words += '元';
  if (jiao > 0) words += `${digits[jiao]}角`;
  if (fen > 0) words += `${words !== '' && jiao === 0 ? '零' : ''}${digits[fen]}分`;
  if (words === '') return '零元整';
  return `${minor < 0 ? '负' : ''}${words}${fen === 0 ? '整' : ''}`;
}
