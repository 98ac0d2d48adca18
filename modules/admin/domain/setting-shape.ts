/** As much of JSON Schema as the shapes of settings use. */
export interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Shape;
  readonly additionalProperties?: Shape | boolean;
}

export interface SettingPart {
  readonly name: string;
  readonly shape: Shape;
  readonly mayLack: boolean;
}

/** The parts of a value in the order in which they were declared: of an object, or of a record over known names; else undefined. */
export function partsOf(shape: Shape): SettingPart[] | undefined {
  const isNeeded = (name: string) => shape.required?.includes(name) ?? false;
  if (shape.properties) {
    return Object.entries(shape.properties).map(([name, part]) => ({ name, shape: part, mayLack: !isNeeded(name) }));
  }
  const { propertyNames, additionalProperties } = shape;
  if (!propertyNames?.enum || typeof additionalProperties !== 'object') return undefined;
  return propertyNames.enum.map((name) => ({ name, shape: additionalProperties, mayLack: !isNeeded(name) }));
}

/** Every name in a shape that a person would have to read: of parts, and of choices. */
export function namesIn(shape: Shape): string[] {
  const parts = partsOf(shape) ?? [];
  return [
    ...(shape.enum ?? []),
    ...(shape.items ? namesIn(shape.items) : []),
    ...parts.flatMap((part) => [part.name, ...namesIn(part.shape)]),
  ];
}

/** A value with what was typed around its lines taken away. */
export function tidied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((line) => (typeof line === 'string' ? line.trim() : line)).filter(Boolean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, tidied(part)]));
}
