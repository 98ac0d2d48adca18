import type { ChartDepartment } from '../../contract/chart.ts';
import { layOut, type Place } from './lay-out.ts';

/** The cards of the chart, on paper and on screen. */
export const cardSize = { width: 184, height: 72, gapX: 24, gapY: 40 } as const;

const margin = 32;
const ink = '#1D2327';
const second = '#5B6268';
const seal = '#B8312F';
/** Drawn round a card that a draft changes, and said beside its name. */
const marks = {
  created: { colour: '#2E7D5B', dash: '', word: '新增' },
  removed: { colour: seal, dash: '6 4', word: '撤销' },
  moved: { colour: '#2B4C7E', dash: '', word: '调整' },
  renamed: { colour: '#2B4C7E', dash: '', word: '更名' },
  changed: { colour: '#2B4C7E', dash: '', word: '变更' },
} as const;

/** The whole chart as a picture: a standing SVG document in light colours, in Chinese, for printing and for slides. */
export function chartSvg(departments: readonly ChartDepartment[]): string {
  const layout = layOut(departments, () => true, cardSize);
  const byId = new Map(departments.map((one) => [one.id, one]));
  const at = new Map(layout.places.map((place) => [place.id, place]));
  const width = layout.width + 2 * margin;
  const height = layout.height + 2 * margin;
  const lines = layout.places.flatMap((place) => {
    const above = place.parentId === null ? undefined : at.get(place.parentId);
    return above ? [`<path d="${edgePath(above, place)}"/>`] : [];
  });
  const cards = layout.places.flatMap((place) => {
    const one = byId.get(place.id);
    return one ? [card(one, place)] : [];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-margin} ${-margin} ${width} ${height}"`,
    ` font-family="PingFang SC, HarmonyOS Sans, Microsoft YaHei, Noto Sans SC, sans-serif" font-size="12">`,
    `<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" fill="#FAFAF7"/>`,
    `<g fill="none" stroke="#C9C6BB" stroke-width="1">${lines.join('')}</g>`,
    cards.join(''),
    '</svg>',
  ].join('');
}

/** The line from an upper card to a lower one: down and across, or along the side of a column. */
export function edgePath(above: Place, below: Place): string {
  const { width, height, gapX, gapY } = cardSize;
  const bottom = above.y + height;
  // Cards of a column stand a little to the right of the upper one.
  if (below.x > above.x && below.x - above.x <= gapX) {
    const side = above.x + gapX / 2;
    return `M${side} ${bottom}V${below.y + height / 2}H${below.x}`;
  }
  const middle = bottom + gapY / 2;
  return `M${above.x + width / 2} ${bottom}V${middle}H${below.x + width / 2}V${below.y}`;
}

function card(one: ChartDepartment, { x, y }: Place): string {
  const mark = one.mark === null ? undefined : marks[one.mark];
  const over = one.planned !== null && one.people > one.planned;
  const count = one.planned === null ? `${one.people} 人` : `${one.people} / ${one.planned} 人`;
  const frame = `<rect width="${cardSize.width}" height="${cardSize.height}" rx="6" fill="#FFFFFF" stroke="${mark?.colour ?? '#E6E4DD'}"${mark?.dash ? ` stroke-dasharray="${mark.dash}"` : ''}/>`;
  return (
    `<g transform="translate(${x} ${y})">${frame}` +
    `<text x="12" y="24" font-size="14" font-weight="600" fill="${ink}"${one.mark === 'removed' ? ' text-decoration="line-through"' : ''}>${xml(cut(one.name, mark ? 8 : 11))}</text>` +
    (mark
      ? `<text x="${cardSize.width - 12}" y="24" text-anchor="end" fill="${mark.colour}">${mark.word}</text>`
      : '') +
    `<text x="12" y="46" fill="${second}">${xml(cut([...one.heads, ...one.deputies].map(({ name }) => name).join('、'), 13))}</text>` +
    `<text x="12" y="63" fill="${over ? seal : second}">${count}${over ? ' 超编' : ''}</text></g>`
  );
}

/** Cut where it would run out of the card; two Latin letters take the room of one ideograph. */
function cut(text: string, most: number): string {
  let room = 0;
  let kept = '';
  for (const character of text) {
    room += /[\u0020-\u02ff]/.test(character) ? 0.55 : 1;
    if (room > most) return `${kept}…`;
    kept += character;
  }
  return kept;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
