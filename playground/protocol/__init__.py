"""What crosses a border: one schema each, in TypeScript. What Python needs of it is generated."""
