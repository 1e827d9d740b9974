/**
 * The sample files that programs may read: data, not files of this machine. They come from a slow disk, so that blocking for one
 * shows: `readingSeconds` says how slow.
 */

const SEEK_SECONDS = 0.1;
const BYTES_PER_SECOND = 10_000;

const LANTERNS = `Lanterns

Three lanterns hang along the quay,
one lit, one dark, one half asleep;
the ferry will not wait for me,
I have no promises to keep.

The first one burns for those who row,
the second for the ones who rest,
the third has nothing yet to show
and waits, as waiting suits it best.

A single keeper walks the line
and never stands where nothing stirs:
he trims this wick, he leaves that sign,
and every light believes him hers.

So come the boats, so go the tides,
no two of them at once ashore;
one keeper, and the quay besides,
and always one lamp more.
`;

const TEA = `煮茶

水在炉上，还没有开，
我去院里，把柴抱来。
水声细细，像在说话：
不用守着，先去摘花。

花在篮里，露水还凉，
壶嘴轻响，白气过墙。
一个人忙，三件事做，
哪一件好了，就先做哪一个。

茶在杯中，月在窗外，
等的时候，并没有发呆。
`;

export const SAMPLE_FILES: ReadonlyMap<string, Buffer> = new Map(
  Object.entries({
    'lanterns.txt': LANTERNS,
    'tea.zh.txt': TEA,
    'temperatures.csv': temperatures(),
    'server.log': serverLog(),
  }).map(([name, text]) => [name, Buffer.from(text)]),
);

/** How long the disk takes for a file, seconds, rounded to hundredths. */
export function readingSeconds(bytes: number): number {
  return Math.round((SEEK_SECONDS + bytes / BYTES_PER_SECOND) * 100) / 100;
}

/** Hour by hour for a week, at three stations. */
function temperatures(): string {
  const rows = ['day,hour,harbour,hill,forest'];
  for (let hour = 0; hour < 7 * 24; hour++) {
    const wave = Math.sin(((hour % 24) - 9) * (Math.PI / 12));
    const drift = ((hour * 7919) % 13) / 10;
    const cells = [14 + 4 * wave, 9 + 6 * wave, 11 + 3 * wave].map((degrees) => (degrees + drift).toFixed(1));
    rows.push([1 + Math.floor(hour / 24), hour % 24, ...cells].join(','));
  }
  return `${rows.join('\n')}\n`;
}

function serverLog(): string {
  const paths = ['/', '/tea', '/tea/42', '/cart', '/login', '/search?q=cup'];
  const lines = Array.from({ length: 200 }, (_, index) => {
    const second = index * 3 + ((index * 31) % 3);
    const time = `09:${two(Math.floor(second / 60))}:${two(second % 60)}`;
    const status = index % 29 === 28 ? 500 : index % 11 === 10 ? 404 : 200;
    const level = status === 500 ? 'ERROR' : status === 404 ? 'WARN' : 'INFO';
    return `${time} ${level} GET ${paths[(index * 5) % paths.length]} ${status} ${20 + ((index * 53) % 480)}ms`;
  });
  return `${lines.join('\n')}\n`;
}

function two(value: number): string {
  return `${value}`.padStart(2, '0');
}
