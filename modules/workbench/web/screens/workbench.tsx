import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import type { PlaceName } from '#kernel/web/shell/module-web.ts';
import { useEntries } from '#kernel/web/shell/navigation.ts';
import { Applications } from '../parts/applications.tsx';
import { Greeting, Today, useWorkbench } from '../parts/greeting.tsx';
import { ToDos } from '../parts/to-dos.tsx';
import { UnreadMessages } from '../parts/unread-messages.tsx';
import { UnreadNotices } from '../parts/unread-notices.tsx';
import '../workbench.css';

/** The first page after signing in: what waits, what is new, what can be done. Only what is offered to the reader is here. */
export function WorkbenchScreen() {
  const workbench = useWorkbench();
  const entries = useEntries();
  const pathOf = (place: PlaceName) => entries.find((entry) => entry.place === place)?.path;
  const [todo, messages, notifications] = [pathOf('todo'), pathOf('messages'), pathOf('notifications')];
  return (
    <Page title={<Greeting />} width="full" lead={workbench.data ? <Today workbench={workbench.data} /> : null}>
      {workbench.failure ? <FailureNote failure={workbench.failure} onRetry={workbench.readAgain} /> : null}
      <div className="workbench-areas">
        <div>
          {todo ? <ToDos path={todo} /> : null}
          {notifications ? <UnreadNotices path={notifications} /> : null}
        </div>
        <div>
          {messages ? <UnreadMessages path={messages} people={pathOf('directory')} /> : null}
          {workbench.data ? (
            <Applications shortcuts={workbench.data.shortcuts} />
          ) : workbench.loading ? (
            <Skeleton shape="page" />
          ) : null}
        </div>
      </div>
    </Page>
  );
}
