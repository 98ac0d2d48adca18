import { useState } from 'react';
import { type FormDesign, formDesign } from '../../../contract/form-design.ts';
import { FormDesigner } from '../form-designer.tsx';
import { sampleDesign, sampleFlow } from './sample-flow.ts';

/** A form of so many fields, each shown by a rule about one before. */
function largeForm(count: number): FormDesign {
  return formDesign.parse({
    ...sampleDesign,
    fields: Array.from({ length: count }, (_, at) => ({
      kind: at % 3 === 0 ? 'money' : at % 3 === 1 ? 'choice' : 'text',
      name: `field${at}`,
      label: { zh: `字段 ${at + 1}` },
      ...(at % 3 === 1 && { options: [{ id: 'a', words: { zh: '甲' } }] }),
      ...(at > 2 && { rules: { show: `field${at - (at % 3) - 3} >= 0` } }),
      width: at % 2 ? 'half' : 'full',
    })),
  });
}

/** The form designer alone, for trying it in a browser: its form stands beside it as JSON. `?fields=300` makes a large one. */
export function TrialFormDesigner() {
  const query = new URLSearchParams(location.search);
  const count = Number(query.get('fields') ?? 0);
  const [form, setForm] = useState<FormDesign>(() =>
    query.has('empty') ? { ...sampleDesign, fields: [] } : count > 0 ? largeForm(count) : sampleDesign,
  );
  const [opened, setOpened] = useState('');
  return (
    <div className="gj-page">
      <FormDesigner
        value={form}
        onChange={setForm}
        flow={sampleFlow}
        onOpenFlow={setOpened}
        readOnly={query.has('readOnly')}
      />
      <output id="form" hidden>
        {JSON.stringify(form)}
      </output>
      <output id="opened" hidden>
        {opened}
      </output>
    </div>
  );
}
