//! Values that are made when first asked for, among millions of which most never are: the entities of a compiled list, the forms of names.

use std::sync::OnceLock;

/// So many cells are made at once. A million empty cells would take as long to lay out as all the rest of opening a list; so they cost four
/// thousand pointers until they are asked.
const BLOCK: usize = 256;

type Block<T> = Box<[OnceLock<T>]>;

/// Cells by number, each empty until it is first asked for; asked by any number of threads.
#[derive(Debug, Default)]
pub struct Cells<T>(Box<[OnceLock<Block<T>>]>);

impl<T> Cells<T> {
    /// So many empty cells, and up to 255 more.
    #[must_use]
    pub fn new(len: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(len.div_ceil(BLOCK)).collect())
    }

    /// The value of a cell, made if it is empty; nothing behind the last cell.
    pub fn get(&self, at: usize, make: impl FnOnce() -> T) -> Option<&T> {
        let block = self.0.get(at / BLOCK)?.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(BLOCK).collect());
        block.get(at % BLOCK).map(|cell| cell.get_or_init(make))
    }
}

#[cfg(test)]
mod tests {
    use super::Cells;

    #[test]
    fn a_cell_is_made_once() {
        let cells = Cells::new(1_000);
        assert_eq!(cells.get(700, || 7), Some(&7));
        assert_eq!(cells.get(700, || 8), Some(&7));
        assert_eq!(cells.get(1_024, || 9), None);
        assert_eq!(Cells::<u8>::new(0).get(0, || 1), None);
    }
}
