import '#kernel/web/shell/without-eval.ts';
import { useState } from 'react';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ViewerState } from '#kernel/web/identity/viewer.ts';
import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { offerPart } from '#kernel/web/shell/offer-part.ts';
import { startApp } from '#kernel/web/shell/start-app.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import type { Definition } from '../../../contract/definition.ts';
import { differencesOf, FlowPicture } from '../../parts/flow-picture.tsx';
import { words } from '../../words.ts';
import { FlowDesigner } from '../flow-designer.tsx';
import { readMe } from './contract.ts';
import { largeFlow, sampleChanges, sampleDesign, sampleFlow } from './sample-flow.ts';
import { TrialFormDesigner } from './trial-form-designer.tsx';

/** The designer alone, for trying it in a browser: its flow stands beside it as JSON. `?nodes=400` makes a large one. */
function TrialDesigner() {
  const query = new URLSearchParams(location.search);
  const nodes = Number(query.get('nodes') ?? 0);
  const [flow, setFlow] = useState<Definition>(() => (nodes > 0 ? largeFlow(nodes) : sampleFlow));
  return (
    <div className="gj-page">
      <FlowDesigner value={flow} design={sampleDesign} onChange={setFlow} readOnly={query.has('readOnly')} />
      <output id="flow" hidden>
        {nodes > 0 ? '' : JSON.stringify(flow)}
      </output>
    </div>
  );
}

function TrialPicture() {
  const query = new URLSearchParams(location.search);
  return (
    <div className="gj-page">
      <FlowPicture
        definition={sampleFlow}
        design={sampleDesign}
        {...(query.has('differences') ? { differences: differencesOf(sampleChanges, sampleFlow) } : {})}
      />
    </div>
  );
}

const trialWeb = moduleWeb({
  name: 'trial',
  words,
  cacheRules: async () => [],
  routes: [
    {
      path: '/trial/designer',
      title: 'flow.designer',
      access: 'signedIn',
      place: 'workbench',
      screen: lazyScreen(async () => ({ TrialDesigner }), 'TrialDesigner'),
    },
    {
      path: '/trial/form-designer',
      title: 'design.designer',
      access: 'signedIn',
      place: 'workbench',
      screen: lazyScreen(async () => ({ TrialFormDesigner }), 'TrialFormDesigner'),
    },
    {
      path: '/trial/picture',
      title: 'flow.tree',
      access: 'signedIn',
      place: 'workbench',
      screen: lazyScreen(async () => ({ TrialPicture }), 'TrialPicture'),
    },
  ],
  navigation: [],
  parts: [
    offerPart(personPicker, () => import('./trial-pickers.tsx'), 'TrialPersonPicker'),
    offerPart(departmentPicker, () => import('./trial-pickers.tsx'), 'TrialDepartmentPicker'),
  ],
});

function useTrialViewer(): ViewerState {
  const { data, failure, readAgain } = useRead(readMe, {});
  if (data) {
    return {
      state: 'signedIn',
      viewer: {
        personId: data.personId,
        name: data.name,
        employer: { id: data.employerId, name: '云澜酒店集团', zone: 'Asia/Shanghai' },
        permissions: [{ name: 'directory.readDirectory', reach: 'company' }],
      },
    };
  }
  if (failure?.status === 401) return { state: 'visitor' };
  return failure ? { state: 'failed', failure, retry: readAgain } : { state: 'loading' };
}

await startApp({ modules: [trialWeb], useViewerState: useTrialViewer });
