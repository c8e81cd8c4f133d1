const SECONDS_PER_EVENT = 1.8;

/**
 * Animates a sequence of events: pods come and go, with the endpoints of the Service beside them. The reader can pause
 * it and step through it. It starts when it becomes visible, unless the reader prefers reduced motion.
 *
 * This file stands alone: the playground imports it, and `npm run player` compiles it into the HTML report.
 *
 * @param player the element that `formatPlayer` returns
 */
export function animatePlayer(player: HTMLElement): void {
  const list = player.querySelector<HTMLElement>('.events')!;
  const events = [...list.children] as HTMLElement[];
  const rows = [...player.querySelectorAll<HTMLElement>('.row')];
  const count = player.querySelector<HTMLElement>('.endpoints strong')!;
  const gauge = player.querySelector<HTMLElement>('.gauge span')!;
  const last = events.length - 1;
  const event = document.createElement('p');
  event.className = 'event';
  event.setAttribute('aria-live', 'polite');
  const play = document.createElement('button');
  play.type = 'button';
  const scrubber = document.createElement('input');
  scrubber.type = 'range';
  scrubber.max = String(last);
  scrubber.setAttribute('aria-label', 'Event');
  const controls = document.createElement('div');
  controls.className = 'scrubber';
  controls.append(play, scrubber);
  list.before(event, controls);
  player.classList.add('moving');

  let current = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const show = (index: number): void => {
    current = index;
    const shown = events[index]!;
    const [text, ...versions] = [...shown.querySelectorAll<HTMLElement>(':scope > span, :scope li')];
    const { event: what, endpoints, gauge: width } = shown.dataset;
    rows.forEach((row, place) => {
      const version = versions[place]!;
      row.classList.toggle('unselected', version.dataset.selected === undefined);
      row.querySelector('.muted')!.textContent = version.lastElementChild!.textContent;
      [...row.querySelectorAll('.dot')].forEach((dot, position) => {
        const isReady = position < Number(version.dataset.dots);
        dot.classList.toggle('ready', isReady);
        dot.classList.toggle('gone', !isReady);
      });
    });
    count.textContent = `${endpoints} ready endpoint${endpoints === '1' ? '' : 's'}`;
    count.className = endpoints === '0' ? 'none' : '';
    gauge.style.width = `${width}%`;
    event.textContent = `${index}. ${what}`;
    scrubber.value = String(index);
    scrubber.setAttribute('aria-valuetext', text!.textContent);
    scrubber.style.setProperty('--filled', `${(100 * index) / Math.max(1, last)}%`);
    events.forEach((item, place) => item.classList.toggle('now', place === index));
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = 'Play';
  };
  const start = (): void => {
    if (current === last) show(0);
    play.textContent = 'Pause';
    timer = setInterval(() => {
      if (player.isConnected && current < last) show(current + 1);
      if (!player.isConnected || current === last) stop();
    }, SECONDS_PER_EVENT * 1000);
  };
  play.addEventListener('click', () => (timer === undefined ? start() : stop()));
  scrubber.addEventListener('input', () => {
    stop();
    show(Number(scrubber.value));
  });
  stop();
  show(0);
  if (last === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry!.isIntersecting) return;
    seen.disconnect();
    if (timer === undefined && current === 0) start();
  });
  seen.observe(player);
}
