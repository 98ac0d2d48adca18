import { Icon } from './icon.tsx';

/** Where one is in a short guided path. `current` counts from 0. */
export function Steps({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  return (
    <ol className="gj-steps" aria-label={label}>
      {steps.map((step, at) => (
        <li key={step} aria-current={at === current ? 'step' : undefined} data-done={at < current || undefined}>
          <span className="gj-step-number">{at < current ? <Icon name="check" size={14} /> : at + 1}</span>
          {step}
        </li>
      ))}
    </ol>
  );
}
