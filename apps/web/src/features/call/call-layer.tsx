'use client';

import { useCalls } from '@app/client/react';
import { useState } from 'react';
import { CallBar } from './call-bar';
import { CallNews } from './call-news';
import { CallScreen } from './call-screen';
import { IncomingCall } from './incoming-call';
import { PeerSound } from './peer-sound';
import { useEndOfCall } from './use-end-of-call';
import { useFocusBack } from './use-focus-back';

/** A call that rings here is a card, a call one is in fills the screen, or is a bar above the page while one does other things. */
export default function CallLayer() {
  const call = useCalls((state) => state.call);
  const [smallId, setSmallId] = useState<string | null>(null);
  const hasMore = useEndOfCall(call);
  const isIncoming = call?.stage === 'incoming';
  const isSmall = smallId === call?.id && call?.stage !== 'ended';
  const isOpen = call !== null && !isIncoming && !isSmall && hasMore;
  useFocusBack(isOpen);
  if (!call) return null;
  return (
    <>
      <CallNews call={call} />
      <PeerSound stream={call.peer.audio} />
      {isIncoming && <IncomingCall call={call} />}
      {isSmall && <CallBar call={call} onExpand={() => setSmallId(null)} />}
      {isOpen && <CallScreen call={call} onShrink={() => setSmallId(call.id)} />}
    </>
  );
}
