import { animatePlayer } from './animate-player';

// The script of the HTML report. `npm run player` compiles it into one line of the report.
for (const player of document.querySelectorAll<HTMLElement>('.player')) animatePlayer(player);
