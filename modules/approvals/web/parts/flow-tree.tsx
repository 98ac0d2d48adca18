import { type ComponentType, memo, type ReactNode } from 'react';
import '../flow.css';
import type { FlowNode } from '../../contract/definition.ts';
import { type Lane, lanesOf } from '../designer/flow-tree.ts';

/** What the cards of a tree are drawn with. Must be the same object each time: cards are drawn again when it changes. */
export interface FlowParts {
  readonly Node: ComponentType<{ node: FlowNode }>;
  readonly Branch: ComponentType<{ lane: Lane; owner: FlowNode; at: number }>;
  /** What lies on the line between two cards; nothing: only the line. */
  readonly Gap?: ComponentType<{ lane: string | null; at: number }>;
}

/** A flow from top to bottom, branches side by side, joined again. Nested lists for who hears it read. */
export function FlowTree(props: {
  label: string;
  nodes: readonly FlowNode[];
  parts: FlowParts;
  first: ReactNode;
  last: ReactNode;
}) {
  return (
    <ol className="flow-nodes" aria-label={props.label}>
      <li>{props.first}</li>
      <Nodes nodes={props.nodes} lane={null} parts={props.parts} />
      <li>{props.last}</li>
    </ol>
  );
}

const Nodes = memo(function Nodes(props: { nodes: readonly FlowNode[]; lane: string | null; parts: FlowParts }) {
  const { nodes, lane, parts } = props;
  return (
    <>
      <Gap lane={lane} at={0} parts={parts} />
      {nodes.map((node, at) => (
        <NodeItem key={node.id} node={node} lane={lane} at={at} parts={parts} />
      ))}
    </>
  );
});

const NodeItem = memo(function NodeItem(props: { node: FlowNode; lane: string | null; at: number; parts: FlowParts }) {
  const { node, parts } = props;
  const lanes = lanesOf(node);
  return (
    <>
      <li>
        <parts.Node node={node} />
        {lanes.length > 0 ? (
          <ul className="flow-lanes">
            {lanes.map((lane, at) => (
              <li key={lane.id} className="flow-lane">
                <parts.Branch lane={lane} owner={node} at={at} />
                <ol className="flow-nodes">
                  <Nodes nodes={lane.nodes} lane={lane.id} parts={parts} />
                </ol>
              </li>
            ))}
          </ul>
        ) : null}
      </li>
      <Gap lane={props.lane} at={props.at + 1} parts={parts} />
    </>
  );
});

function Gap({ lane, at, parts }: { lane: string | null; at: number; parts: FlowParts }) {
  return <li className="flow-gap">{parts.Gap ? <parts.Gap lane={lane} at={at} /> : null}</li>;
}
