import type { CellField } from '../../contract/form-design.ts';

/**
 * What stands for a sensitive value: enough of a number to recognise one's own, nothing of anything else. As long for every
 * value of a kind.
 */
export function maskValue(field: CellField, value: unknown): string {
  if (typeof value !== 'string') return '••••••';
  switch (field.kind) {
    case 'idNumber':
      return value.length >= 15 ? `${value.slice(0, 3)}•••••••••••${value.slice(-4)}` : '••••••';
    case 'bankAccount':
      return value.length >= 12 ? `•••• •••• ${value.slice(-4)}` : '••••••';
    case 'phone':
      return value.length >= 11 ? `${value.slice(0, 3)}••••${value.slice(-4)}` : '••••••';
    default:
      return '••••••';
  }
}
