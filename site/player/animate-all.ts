import { animatePlayer } from './animate-player';

// The script of the HTML report, which holds it as one line: npm run player.
for (const player of document.querySelectorAll<HTMLElement>('.player')) animatePlayer(player);
