const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Whether a text is the number of a resident identity card: 18 places, a date of birth that was, and the check digit.
 * Without spaces, X in capitals. Source: GB 11643-1999 (ISO 7064, MOD 11-2). `today`: nobody is born after it.
 */
export function isIdentityCard(text: string, today: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const date = new Date(`${born}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(born);
  if (!isDay || born < '1850-01-01' || born > today) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

/** Whether digits are those of a bank card: 12 to 19 of them, the last the check digit of the rest (ISO/IEC 7812-1, Luhn). */
export function isBankCard(text: string): boolean {
  if (!/^\d{12,19}$/.test(text) || /^0+$/.test(text)) return false;
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = Number(text[text.length - 1 - at]);
    const counted = at % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

/** Mobile, landline with area code and extension, service numbers (400, 95, 12345), or with + and the country. No spaces. */
export const isPhone = (text: string): boolean =>
  /^(?:1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7}(?:-\d{1,6})?|400-?\d{3}-?\d{4}|9[56]\d{3,6}|1[0-2]\d{3}|\+\d{6,15})$/.test(
    text,
  );

/** As people write such numbers: with spaces between the digits, full-width, a small x. */
export const plainNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\u00a0]/g, '')
    .toUpperCase();
