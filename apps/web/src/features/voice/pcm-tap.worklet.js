/**
 * Runs on the browser's sound thread and hands the microphone's samples on. Plain JavaScript, because browsers
 * fetch it as it is. Its port takes `{port}` (where to), `{isPaused}` and `{isEnded}`; blocks of mono Float32Array go
 * to the port it was given, and null after the last one; the page then hears 'ended'.
 */
const BLOCK = 2_400;

class PcmTap extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(BLOCK);
    this.filled = 0;
    this.isPaused = false;
    this.isEnded = false;
    this.port.onmessage = ({ data }) => {
      if (data.port) this.sink = data.port;
      if (data.isPaused !== undefined) this.isPaused = data.isPaused;
      if (data.isEnded) this.end();
    };
  }

  process([input]) {
    const mono = input?.[0];
    if (mono && !this.isPaused && !this.isEnded) this.take(mono);
    return !this.isEnded;
  }

  take(samples) {
    for (const sample of samples) {
      this.block[this.filled++] = sample;
      if (this.filled === BLOCK) this.send();
    }
  }

  send() {
    const block = this.block.slice(0, this.filled);
    this.filled = 0;
    this.sink?.postMessage(block, [block.buffer]);
  }

  end() {
    if (this.isEnded) return;
    this.isEnded = true;
    if (this.filled > 0) this.send();
    this.sink?.postMessage(null);
    this.port.postMessage('ended');
  }
}

registerProcessor('pcm-tap', PcmTap);
