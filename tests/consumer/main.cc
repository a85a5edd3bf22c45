#include <model/version.h>

#include <iostream>

int main() { std::cout << "musubi " << musubi::version() << '\n'; }
