export const petLength: number = 4;
