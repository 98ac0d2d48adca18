/** What a form field hands to the control inside it, and what every control of this folder takes. */
export interface Control<T> {
  readonly id?: string;
  readonly name?: string;
  readonly value?: T | undefined;
  readonly onChange?: (value: T | undefined) => void;
  readonly onBlur?: () => void;
  readonly required?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  /** What it is called for who hears it, where no label is tied to it by its `id`. */
  readonly heard?: string;
  readonly disabled?: boolean;
}

/** The attributes by which a screen reader and a browser know the control. */
export function controlAttributes(control: Omit<Control<never>, 'value' | 'onChange'>) {
  return {
    id: control.id,
    name: control.name,
    disabled: control.disabled ?? false,
    'aria-required': control.required ? true : undefined,
    'aria-invalid': control.invalid ? true : undefined,
    'aria-describedby': control.describedBy,
    'aria-label': control.heard,
  } as const;
}
