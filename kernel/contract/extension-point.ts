/** A place where a module lets higher modules add something of theirs, without knowing them: kinds of requests, for instance. */
export interface ExtensionPoint<T> {
  /** `module.whatIsAdded`. */
  readonly name: string;
  /** Only for the type: what is added. */
  readonly of?: T;
}

/** What a module adds at a point; stands in its contract. */
export interface Extension {
  readonly point: string;
  readonly value: unknown;
}

/** Declares a point, in the contract of the module that reads it. */
export const extensionPoint = <T>(name: string): ExtensionPoint<T> => ({ name });

/** Adds something at a point: `moduleContract({ extensions: [extend(processKinds, leaveKind)] })`. */
export const extend = <T>(point: ExtensionPoint<T>, value: T): Extension => ({ point: point.name, value });

/** Everything added at a point by these contracts, in their order. */
export const extensionsAt = <T>(
  point: ExtensionPoint<T>,
  contracts: readonly { readonly extensions: readonly Extension[] }[],
): readonly T[] =>
  contracts.flatMap((contract) =>
    contract.extensions.filter((added) => added.point === point.name).map((added) => added.value as T),
  );
