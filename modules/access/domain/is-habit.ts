const syllable =
  '(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|uang|iong|ang|eng|ing|ong|uai|uan|ian|iao|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|in|un|ia|ua|uo|a|o|e|i|u|v))';
/** One to four syllables: a name, a place, two words of everyday Chinese. */
const pinyinWord = new RegExp(`^${syllable}{1,4}$`);
const mobile = /^(?:86)?1[3-9]\d{9}$/;
/** Numbers that sound like words (520 我爱你, 1314 一生一世), are lucky, or call somebody. */
const spokenNumbers =
  /^(?:520|521|1314|5201314|5211314|3344|7758|666+|888+|168|518|110|119|120|010|1234*5*6*7*8*9*0*)+$/;

/** A day or year as people write it: 1990, 0315, 900315, 19900315, 2026. */
function isDay(digits: string): boolean {
  const [, , month = '', day = ''] = /^((?:19|20)\d\d|\d\d)?(\d\d)(\d\d)$/.exec(digits) ?? [];
  const inYear = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return inYear || /^(?:19|20)\d\d$/.test(digits);
}

const isKnownNumber = (digits: string): boolean =>
  mobile.test(digits) || isDay(digits) || spokenNumbers.test(digits) || /^(\d)\1*$/.test(digits);

/**
 * Whether a password is put together as guessers of Chinese passwords try first, however many signs stand between: pinyin
 * of a few syllables with a date, a telephone number, a number that sounds like words or four digits at most; or such a
 * number with up to three letters. What is longer or freer is left to the estimate of guesses.
 */
export function isHabit(password: string): boolean {
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const [, before = '', letters = '', after = ''] = /^(\d*)([a-z]*)(\d*)$/.exec(plain) ?? [];
  if (before === '' && letters === '' && after === '') return false;
  if (before !== '' && after !== '') return false;
  const digits = before || after;
  if (digits === '') return pinyinWord.test(letters);
  if (letters.length <= 3) return isKnownNumber(digits);
  return pinyinWord.test(letters) && (digits.length <= 4 || isKnownNumber(digits));
}
