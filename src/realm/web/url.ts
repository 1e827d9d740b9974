/**
 * `URL`, which a context lacks. Source: https://url.spec.whatwg.org/
 *
 * Unlike Node: a host must be ASCII (no Punycode), and a number is not read as an address; what needs either is an invalid URL.
 */
import { customInspect, inspectValue } from '../inspect.ts';
import { encodeUtf8, decodeUtf8 } from './text.ts';
import { hex, percentDecoded, URLSearchParams } from './url-search-params.ts';

/** Schemes whose URLs have a host and a path, with the port that goes without saying. */
const SPECIAL = new Map([
  ['http:', '80'],
  ['https:', '443'],
  ['ws:', '80'],
  ['wss:', '443'],
  ['ftp:', '21'],
  ['file:', ''],
]);

const CONTROLS_AROUND = /^[\0- ]+|[\0- ]+$/g;
const HAS_SCHEME = /^([a-z][a-z\d+\-.]*):(.*)$/is;
const FORBIDDEN_IN_HOST = /[\0-\x20"#%/:<>?@[\\\]^`{|}\x7f]|[^\0-\x7f]/;
const LOOKS_LIKE_NUMBER = /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** What is written as a percent code, besides controls and what is not ASCII. */
const IN_FRAGMENT = ' "<>`';
const IN_QUERY = ' "#<>';
const IN_SPECIAL_QUERY = ` "#<>'`;
const IN_PATH = ' "#<>?^`{}';
const IN_USER = ' "#<>?^`{}/:;=@[\\]|';

interface Parts {
  protocol: string;
  username: string;
  password: string;
  /** Null: there is none, as in `mailto:`. */
  host: string | null;
  port: string;
  path: string;
  query: string | null;
  fragment: string | null;
}

export class URL {
  #parts: Parts;
  readonly #searchParams = new URLSearchParams();

  constructor(input: unknown, base?: unknown) {
    const text = `${input as string}`;
    const parts = parse(text, base === undefined ? null : parse(`${base as string}`, null));
    if (parts === null) throw invalid(text, base);
    this.#parts = parts;
    this.#searchParams._read(parts.query ?? '');
    this.#searchParams._changed = () => {
      const query = `${this.#searchParams}`;
      this.#parts.query = query === '' ? null : query;
    };
  }

  static canParse(input: unknown, base?: unknown): boolean {
    return URL.parse(input, base) !== null;
  }

  static parse(input: unknown, base?: unknown): URL | null {
    try {
      return new URL(input, base);
    } catch {
      return null;
    }
  }

  get href(): string {
    const { protocol, host, path, query, fragment } = this.#parts;
    const authority = host === null ? (path.startsWith('//') ? '/.' : '') : `//${this.#credentials}${this.host}`;
    return `${protocol}${authority}${path}${query === null ? '' : `?${query}`}${fragment === null ? '' : `#${fragment}`}`;
  }

  set href(href: string) {
    const parts = parse(`${href}`, null);
    if (parts === null) throw invalid(`${href}`, undefined);
    this.#parts = parts;
    this.#searchParams._read(parts.query ?? '');
  }

  get #credentials(): string {
    const { username, password } = this.#parts;
    if (username === '' && password === '') return '';
    return `${username}${password === '' ? '' : `:${password}`}@`;
  }

  get origin(): string {
    const { protocol } = this.#parts;
    return SPECIAL.has(protocol) && protocol !== 'file:' ? `${protocol}//${this.host}` : 'null';
  }

  get protocol(): string {
    return this.#parts.protocol;
  }

  get username(): string {
    return this.#parts.username;
  }

  get password(): string {
    return this.#parts.password;
  }

  get host(): string {
    const { host, port } = this.#parts;
    return `${host ?? ''}${port === '' ? '' : `:${port}`}`;
  }

  get hostname(): string {
    return this.#parts.host ?? '';
  }

  get port(): string {
    return this.#parts.port;
  }

  get pathname(): string {
    return this.#parts.path;
  }

  set pathname(path: string) {
    if (this.#isOpaque) return;
    this.#parts.path = parsePath(`${path}`, SPECIAL.has(this.#parts.protocol));
  }

  get search(): string {
    const { query } = this.#parts;
    return query === null || query === '' ? '' : `?${query}`;
  }

  set search(search: string) {
    const text = `${search}`;
    this.#parts.query = text === '' ? null : encoded(text.replace(/^\?/, ''), querySet(this.#parts.protocol));
    this.#searchParams._read(this.#parts.query ?? '');
  }

  get searchParams(): URLSearchParams {
    return this.#searchParams;
  }

  get hash(): string {
    const { fragment } = this.#parts;
    return fragment === null || fragment === '' ? '' : `#${fragment}`;
  }

  set hash(hash: string) {
    const text = `${hash}`;
    this.#parts.fragment = text === '' ? null : encoded(text.replace(/^#/, ''), IN_FRAGMENT);
  }

  get #isOpaque(): boolean {
    return this.#parts.host === null && !this.#parts.path.startsWith('/');
  }

  toString(): string {
    return this.href;
  }

  toJSON(): string {
    return this.href;
  }

  [customInspect](): string {
    const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } =
      this;
    const shown = {
      href,
      origin,
      protocol,
      username,
      password,
      host,
      hostname,
      port,
      pathname,
      search,
      searchParams,
      hash,
    };
    return `URL ${inspectValue(shown)}`;
  }

  get [Symbol.toStringTag](): string {
    return 'URL';
  }
}

function parse(input: string, base: Parts | null): Parts | null {
  const text = input.replace(CONTROLS_AROUND, '').replace(/[\t\n\r]/g, '');
  const [beforeFragment, fragment] = splitAt(text, '#');
  const scheme = HAS_SCHEME.exec(beforeFragment);
  const given = fragment === null ? null : encoded(fragment, IN_FRAGMENT);
  if (scheme === null) return base === null ? null : relative(beforeFragment, base, given);
  const protocol = `${scheme[1]!.toLowerCase()}:`;
  const rest = scheme[2]!;
  const isSpecial = SPECIAL.has(protocol);
  if (isSpecial && base?.protocol === protocol && !/^[/\\]/.test(rest)) return relative(rest, base, given);
  const [beforeQuery, query] = splitAt(rest, '?');
  const parts: Parts = {
    ...EMPTY,
    protocol,
    query: query === null ? null : encoded(query, querySet(protocol)),
    fragment: given,
  };
  if (isSpecial)
    return withAuthority(
      parts,
      beforeQuery.replace(/^[/\\]*/, (all) => (protocol === 'file:' ? slashesOfFile(all) : '')),
    );
  if (beforeQuery.startsWith('//')) return withAuthority(parts, beforeQuery.slice(2));
  if (beforeQuery.startsWith('/')) return { ...parts, path: parsePath(beforeQuery, false) };
  const path = encoded(beforeQuery, '');
  // Otherwise it would be lost when what follows is taken away.
  return { ...parts, path: query === null && given === null ? path : path.replace(/ $/, '%20') };
}

const EMPTY = {
  protocol: '',
  username: '',
  password: '',
  host: null,
  port: '',
  path: '',
  query: null,
  fragment: null,
} as const;

/** `file:///x` and `file:/x` have an empty host, `file://host/x` has one. */
function slashesOfFile(slashes: string): string {
  return slashes.length === 2 ? '' : '/';
}

function withAuthority(parts: Parts, rest: string): Parts | null {
  const isSpecial = SPECIAL.has(parts.protocol);
  const end = rest.search(isSpecial ? /[/\\]/ : /\//);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const path = end === -1 ? '' : rest.slice(end);
  const at = authority.lastIndexOf('@');
  const [username, password] = splitAt(at === -1 ? '' : authority.slice(0, at), ':');
  const place = /^(.*?)(?::(\d*))?$/s.exec(authority.slice(at + 1))!;
  const host = parseHost(place[1]!, isSpecial);
  if (host === null || (host === '' && (at !== -1 || place[2] !== undefined))) return null;
  if (host === '' && isSpecial && parts.protocol !== 'file:') return null;
  const port = place[2] === undefined || place[2] === '' ? '' : `${Number(place[2])}`;
  if (Number(port) > 65535) return null;
  return {
    ...parts,
    username: encoded(username, IN_USER),
    password: encoded(password ?? '', IN_USER),
    host,
    port: port === SPECIAL.get(parts.protocol) ? '' : port,
    path: path === '' && !isSpecial ? '' : parsePath(path, isSpecial),
  };
}

function parseHost(text: string, isSpecial: boolean): string | null {
  if (/^\[[\da-f:.]+\]$/i.test(text)) return text.toLowerCase();
  if (!isSpecial) return /[\0\t\n\r #/<>?@[\\\]^|]/.test(text) ? null : encoded(text, '');
  const host = decodeUtf8(percentDecoded(text)).toLowerCase();
  if (FORBIDDEN_IN_HOST.test(host)) return null;
  return LOOKS_LIKE_NUMBER.test(host) && !IPV4.test(host) ? null : host;
}

function relative(rest: string, base: Parts, fragment: string | null): Parts | null {
  const isSpecial = SPECIAL.has(base.protocol);
  const isOpaque = base.host === null && !base.path.startsWith('/');
  if (isOpaque) return rest === '' && fragment !== null ? { ...base, fragment } : null;
  const [given, query] = splitAt(rest, '?');
  const path = isSpecial ? given.replaceAll('\\', '/') : given;
  const asked = query === null ? null : encoded(query, querySet(base.protocol));
  if (path.startsWith('//'))
    return withAuthority({ ...EMPTY, protocol: base.protocol, query: asked, fragment }, path.slice(2));
  if (path === '') return { ...base, query: query === null ? base.query : asked, fragment };
  const whole = path.startsWith('/') ? path : `${base.path.slice(0, base.path.lastIndexOf('/') + 1)}${path}`;
  return { ...base, path: parsePath(whole, isSpecial), query: asked, fragment };
}

/** With its dots worked out. */
function parsePath(text: string, isSpecial: boolean): string {
  const segments = (isSpecial ? text.replaceAll('\\', '/') : text).replace(/^\//, '').split('/');
  const path: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const plain = segment.replace(/%2e/gi, '.');
    if (plain === '..') path.pop();
    if (plain !== '.' && plain !== '..') path.push(encoded(segment, IN_PATH));
    else if (isLast) path.push('');
  }
  return `/${path.join('/')}`;
}

function querySet(protocol: string): string {
  return SPECIAL.has(protocol) ? IN_SPECIAL_QUERY : IN_QUERY;
}

/** Controls, what is not ASCII and the characters of `set` as percent codes. */
function encoded(text: string, set: string): string {
  let result = '';
  for (const byte of encodeUtf8(text)) {
    const character = String.fromCharCode(byte);
    result += byte < 32 || byte > 126 || set.includes(character) ? `%${hex(byte)}` : character;
  }
  return result;
}

function splitAt(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function invalid(input: string, base: unknown): TypeError {
  const error = new TypeError('Invalid URL');
  return Object.assign(error, {
    code: 'ERR_INVALID_URL',
    input,
    ...(base === undefined ? {} : { base: `${base as string}` }),
  });
}
