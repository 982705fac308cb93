// What commander starts commands by that are programs of their own: no command of ours is, and to load it takes a tenth of a help.
export default {};
