// Mercator, on a square of WORLD units.
export const WORLD = 512;
export const px = (x) => ((x + 180) / 360) * WORLD;
export const py = (y) => {
  const s = Math.sin((Math.max(-85, Math.min(85, y)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * WORLD;
};
export const lon = (x) => (x / WORLD) * 360 - 180;
export const lat = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
