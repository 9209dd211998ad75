import LessonMath
import Testing
@Suite struct T { @Test func a() { print(TeXReader.read(#"\frac{1}{2}"#, display: true)) } }
