import type { ReactNode } from 'react';

export interface Bar {
  readonly key: string;
  readonly name: string;
  /** What is shown at its end; stands for the whole bar. */
  readonly said: ReactNode;
  /** Lengths on the common scale; null: nothing can be drawn. */
  readonly value: number | null;
  /** A part of the value, from its beginning, in the colour of what is overdue. */
  readonly part?: number;
  /** A thin line from the end of the value to here. */
  readonly reach?: number;
}

/** Lying bars under each other, one for a group. A picture only: the same figures stand in a table below. */
export function StatisticsBars(props: { label: string; legend: ReactNode; bars: readonly Bar[] }) {
  const most = Math.max(1, ...props.bars.map((bar) => Math.max(bar.value ?? 0, bar.reach ?? 0)));
  const share = (value: number) => `${(100 * value) / most}%`;
  return (
    <figure className="statistics-chart">
      <figcaption>
        <strong>{props.label}</strong>
        <span className="statistics-legend">{props.legend}</span>
      </figcaption>
      <div className="statistics-bars">
        {props.bars.map((bar) => (
          <div key={bar.key} className="statistics-bar">
            <span className="statistics-name" title={bar.name}>
              {bar.name}
            </span>
            <svg width="100%" height="20" aria-hidden="true">
              {bar.value === null ? null : (
                <>
                  <rect className="statistics-value" width={share(bar.value)} y="3" height="14" rx="2" />
                  {bar.part ? (
                    <rect className="statistics-part" width={share(bar.part)} y="3" height="14" rx="2" />
                  ) : null}
                  {bar.reach !== undefined && bar.reach > bar.value ? (
                    <>
                      <line className="statistics-reach" x1={share(bar.value)} x2={share(bar.reach)} y1="10" y2="10" />
                      <line className="statistics-reach" x1={share(bar.reach)} x2={share(bar.reach)} y1="6" y2="14" />
                    </>
                  ) : null}
                </>
              )}
            </svg>
            <span className="statistics-said">{bar.said}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}

/** Columns beside each other along time. */
export function StatisticsColumns(props: { label: string; legend: ReactNode; bars: readonly Bar[] }) {
  const most = Math.max(1, ...props.bars.map((bar) => Math.max(bar.value ?? 0, bar.reach ?? 0)));
  const height = 140;
  const tall = (value: number) => Math.max(value > 0 ? 2 : 0, (height * value) / most);
  const step = 100 / Math.max(1, props.bars.length);
  const at = [...new Set([0, Math.floor((props.bars.length - 1) / 2), props.bars.length - 1])];
  return (
    <figure className="statistics-chart">
      <figcaption>
        <strong>{props.label}</strong>
        <span className="statistics-legend">{props.legend}</span>
      </figcaption>
      <svg width="100%" height={height + 1} aria-hidden="true">
        <line className="statistics-ground" x1="0" x2="100%" y1={height + 0.5} y2={height + 0.5} />
        {props.bars.map((bar, index) => {
          if (bar.value === null) return null;
          const place = { x: `${index * step + step * 0.15}%`, width: `${Math.min(step * 0.7, 8)}%` };
          const middle = `${index * step + step * 0.15 + Math.min(step * 0.7, 8) / 2}%`;
          return (
            <g key={bar.key}>
              <rect className="statistics-value" {...place} y={height - tall(bar.value)} height={tall(bar.value)} />
              {bar.part ? (
                <rect className="statistics-part" {...place} y={height - tall(bar.part)} height={tall(bar.part)} />
              ) : null}
              {bar.reach !== undefined && bar.reach > bar.value ? (
                <line
                  className="statistics-reach"
                  x1={middle}
                  x2={middle}
                  y1={height - tall(bar.reach)}
                  y2={height - tall(bar.value)}
                />
              ) : null}
            </g>
          );
        })}
      </svg>
      <div className="statistics-axis">
        {at.map((index) => (
          <span key={index}>{props.bars[index]?.name}</span>
        ))}
      </div>
    </figure>
  );
}
