import { type PartControl, part } from '#kernel/contract/part.ts';

/** Chooses by id. One or several: a value is always a list, with `most` 1 of at most one. */
interface PickerProps extends Omit<PartControl<readonly string[]>, 'onChange'> {
  readonly onChange?: (value: string[] | undefined) => void;
  /** Further choices push out the earliest; 1: choosing another replaces the one before. */
  readonly most?: number;
  /** Not offered. */
  readonly without?: readonly string[];
  /** Said while nothing is chosen. */
  readonly placeholder?: string;
}

/** Active people, found by name, pinyin, initials, phone, account while typing. */
export const personPicker = part<PickerProps>('directory.personPicker');

/** Departments within the viewer's reach, each named with what is above it, found by any part of that. */
export const departmentPicker = part<PickerProps>('directory.departmentPicker');
