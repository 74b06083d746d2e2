//! The `respell` command.

fn main() {}
