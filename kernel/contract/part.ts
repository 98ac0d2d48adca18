/**
 * A part of the screen that a lower module offers to the modules above it: a picker, a list of files. It is said here, in
 * the contract of the module that draws it; who uses it knows this and nothing else of it.
 */
export interface PartContract<P extends object> {
  /** `module.part`. */
  readonly name: string;
  /** Only for the type: what the part takes. */
  readonly props?: P;
}

/** Declares a part: `export const personPicker = part<PersonPickerProps>('directory.personPicker')`. */
export const part = <P extends object>(name: string): PartContract<P> => ({ name });

/** What a form field hands to the control inside it; the controls of `design/` take the same. */
export interface PartControl<T> {
  readonly id?: string;
  readonly name?: string;
  readonly value?: T | undefined;
  readonly onChange?: (value: T | undefined) => void;
  readonly onBlur?: () => void;
  readonly required?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean;
}

/** What a part takes: `PropsOf<typeof personPicker>`. */
export type PropsOf<C> = C extends PartContract<infer P> ? P : never;
