"""The data of the default index of mlsysbib, in the folder `data`."""
