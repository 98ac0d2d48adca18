import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readConversation } from '../../contract/conversations.ts';
import '../messaging.css';
import { GovernedChat } from '../governing.tsx';
import { ChatView } from '../parts/chat-view.tsx';

export function Chat({ params }: ScreenProps) {
  const conversationId = params.conversationId ?? '';
  const read = useRead(readConversation, { conversationId });
  return (
    <Loaded read={read} shape="rows" count={6}>
      {(conversation) => (
        <GovernedChat key={conversationId} conversationId={conversationId} group={conversation.kind === 'group'}>
          <ChatView conversation={conversation} old={read.old} />
        </GovernedChat>
      )}
    </Loaded>
  );
}
