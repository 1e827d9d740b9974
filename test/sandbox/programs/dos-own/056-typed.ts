// expect: timeout limit: seconds line: 3
type Deep<T> = T extends [infer A, ...infer B] ? Deep<B> : never;
let x: Deep<[1, 2, 3]> | number = 0; for (;;) x = (x as number) + 1;
