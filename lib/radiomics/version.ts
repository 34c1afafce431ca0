/** Version of the numbers this engine gives: raised whenever any feature could change. */
export const engineVersion = '1.0.0';
